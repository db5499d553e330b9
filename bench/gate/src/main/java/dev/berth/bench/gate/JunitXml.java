package dev.berth.bench.gate;

import dev.berth.bench.measuring.Environment;
import java.io.StringWriter;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A run as the XML of JUnit, with a suite for each tier and a test for each finding. A regression is a failure. What
 * was asked for and could not be measured is an error, because it is no pass.
 *
 * <p>The document keeps to what Jenkins' schema {@code junit-10.xsd} allows and GitLab's parser reads. Tests have no
 * time, because a reader would take the time of the measurement for the measured time.
 */
final class JunitXml {
    private static final String ILLEGAL = "[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";
    private static final List<String> PROPERTIES = List.of("commit", "jdk", "cpu", "os", "seed");

    private final String time;
    private final List<Finding> findings;
    private final Environment environment;

    /**
     * Creates a document.
     *
     * @param time the time of the run, in UTC.
     * @param findings the findings of the rules.
     * @param environment the environment of the run.
     */
    JunitXml(final String time, final List<Finding> findings, final Environment environment) {
        this.time = time;
        this.findings = findings;
        this.environment = environment;
    }

    /** Returns the document. */
    String xml() {
        final StringWriter text = new StringWriter();
        try {
            final XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            start(xml, 0, "testsuites", "name", "berth gate");
            counts(xml, findings);
            final SortedSet<Integer> tiers = new TreeSet<>();
            findings.forEach(finding -> tiers.add(finding.tier()));
            for (final int tier : tiers) {
                suite(xml, tier, findings.stream().filter(one -> one.tier() == tier).toList());
            }
            end(xml, 0);
            xml.writeCharacters("\n");
            xml.writeEndDocument();
        } catch (final XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void counts(final XMLStreamWriter xml, final List<Finding> findings) throws XMLStreamException {
        xml.writeAttribute("tests", Integer.toString(findings.size()));
        xml.writeAttribute("failures", count(findings, Verdict.FAIL));
        xml.writeAttribute("errors", count(findings, Verdict.NOT_RUN));
    }

    private static String count(final List<Finding> findings, final Verdict verdict) {
        return Long.toString(findings.stream()
                .filter(finding -> finding.verdict() == verdict)
                .count());
    }

    private void suite(final XMLStreamWriter xml, final int tier, final List<Finding> all) throws XMLStreamException {
        start(xml, 1, "testsuite", "name", "berth gate, tier " + tier);
        counts(xml, all);
        xml.writeAttribute("skipped", "0");
        xml.writeAttribute("timestamp", time.replaceFirst("Z$", ""));
        start(xml, 2, "properties");
        for (final String name : PROPERTIES) {
            start(xml, 3, "property", "name", name, "value", environment.entry(name));
            xml.writeEndElement();
        }
        end(xml, 2);
        for (final Finding finding : all) {
            test(xml, finding);
        }
        end(xml, 1);
    }

    /**
     * Writes a test. The name of its class contains a single point, because Jenkins takes everything before the last
     * point for a package.
     */
    private static void test(final XMLStreamWriter xml, final Finding finding) throws XMLStreamException {
        start(
                xml,
                2,
                "testcase",
                "classname",
                "gate.tier-" + finding.tier(),
                "name",
                finding.name() + " " + finding.metric());
        if (finding.verdict() == Verdict.FAIL) {
            reason(xml, "failure", "regression", finding);
        } else if (finding.verdict() == Verdict.NOT_RUN) {
            reason(xml, "error", "not-measured", finding);
        } else {
            start(xml, 3, "system-out");
            xml.writeCharacters(legal(figures(finding)));
            xml.writeEndElement();
        }
        end(xml, 2);
    }

    /**
     * Writes why a test did not pass as a message and as text, because GitLab shows the text of the element and others
     * its message.
     */
    private static void reason(
            final XMLStreamWriter xml, final String element, final String type, final Finding finding)
            throws XMLStreamException {
        start(xml, 3, element, "type", type, "message", finding.note());
        xml.writeCharacters(legal(figures(finding)));
        xml.writeEndElement();
    }

    private static String figures(final Finding finding) {
        return finding.verdict() + (finding.note().isEmpty() ? "" : ": " + finding.note()) + "\nbase "
                + finding.base() + ", head " + finding.head() + ", change " + finding.change();
    }

    private static void start(
            final XMLStreamWriter xml, final int depth, final String element, final String... attributes)
            throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeStartElement(element);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], legal(attributes[i + 1]));
        }
    }

    private static void end(final XMLStreamWriter xml, final int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeEndElement();
    }

    /** Replaces characters that XML 1.0 cannot hold even when they are escaped. */
    private static String legal(final String text) {
        return text.replaceAll(ILLEGAL, "?");
    }
}
