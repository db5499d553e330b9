package dev.berth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.InstanceView;
import dev.berth.workload.PlainView;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Expressions that AWS documents, or that were seen at work, mean what is said of them. Each names its source: a page
 * of the ECS developer guide, or a public project whose tests or tools run against real clusters.
 */
class AwsExpressionsTest {
    private static final String LANGUAGE = "developer guide, cluster query language";
    private static final String CONSTRAINTS = "developer guide, task placement constraints";
    private static final String WILL_IT_FIT = "seen: ecs-will-it-fit, live tests";
    private static final String DRAINERS = "seen: instance drainers";

    private static final PlainView BARE = PlainView.bare();
    private static final PlainView WEB = BARE.withTasksOf("service:production");
    private static final PlainView MIXED = BARE.withTasksOf("service:production", "database", "database");
    private static final PlainView DATABASE = BARE.withTasksOf("database");

    /** An expression, instances that it is true of, and instances that it is false of. */
    private record Example(String text, String source, List<PlainView> members, List<PlainView> others) {}

    private static final List<Example> LANGUAGE_EXAMPLES = List.of(
            new Example(
                    "attribute:ecs.instance-type == t2.small",
                    LANGUAGE,
                    List.of(type("t2.small")),
                    List.of(BARE, type("t2.smaller"), type("T2.small"), type(null))),
            new Example(
                    "attribute:ecs.availability-zone in [us-east-1a, us-east-1b]",
                    LANGUAGE,
                    List.of(zone("us-east-1a"), zone("us-east-1b")),
                    List.of(BARE, zone("us-east-1"), zone("us-east-1c"), zone(null))),
            new Example(
                    "attribute:ecs.instance-type =~ g2.* and attribute:ecs.availability-zone != us-east-1d",
                    LANGUAGE + "; " + CONSTRAINTS,
                    List.of(typeAndZone("g2.2xlarge", "us-east-1a"), typeAndZone("g2", "us-east-1b")),
                    List.of(
                            BARE,
                            typeAndZone("g2.2xlarge", "us-east-1d"),
                            typeAndZone("g3.large", "us-east-1a"),
                            typeAndZone("xg2.large", "us-east-1a"),
                            typeAndZone("g2.2xlarge", null),
                            type("g2.2xlarge"),
                            zone("us-east-1a"))),
            new Example("task:group == service:production", LANGUAGE, List.of(WEB, MIXED), List.of(BARE, DATABASE)),
            new Example("not(task:group == database)", LANGUAGE, List.of(BARE, WEB), List.of(DATABASE, MIXED)),
            new Example(
                    "runningTasksCount == 1",
                    LANGUAGE,
                    List.of(WEB, DATABASE),
                    List.of(BARE, MIXED, BARE.withTasksOf("a", "b"))),
            new Example(
                    "agentVersion < 1.14.5",
                    LANGUAGE,
                    List.of(version("1.14.4"), version("1.9.0"), version("1.14"), version("0.99"), version("1.14.4-x")),
                    List.of(BARE, version("1.14.5"), version("1.14.5.0"), version("1.14.10"), version("2"))),
            new Example(
                    "registeredAt < 2018-02-13",
                    LANGUAGE,
                    List.of(registered("2018-02-12T23:59:59.999999999Z"), registered("1970-01-01T00:00:00Z")),
                    List.of(BARE, registered("2018-02-13T00:00:00Z"), registered("2018-02-13T00:00:00.000000001Z"))),
            new Example(
                    "ec2InstanceId in ['i-abcd1234', 'i-wxyx7890']",
                    LANGUAGE,
                    List.of(ec2("i-abcd1234"), ec2("i-wxyx7890")),
                    List.of(BARE, ec2("i-abcd"), ec2("'i-abcd1234'"), ec2("i-0"))),
            new Example(
                    "(attribute:stack == prod or attribute:stack == stage) and attribute:ecs.os-type == linux",
                    LANGUAGE + " (parentheses)",
                    List.of(stack("prod").with("ecs.os-type", "linux"), stack("stage").with("ecs.os-type", "linux")),
                    List.of(
                            BARE,
                            stack("prod"),
                            stack("prod").with("ecs.os-type", "windows"),
                            stack("dev").with("ecs.os-type", "linux"),
                            BARE.with("ecs.os-type", "linux"))),
            new Example(
                    "attribute:com.amazonaws.ecs.capability.docker-remote-api.1.31 exists",
                    WILL_IT_FIT,
                    List.of(
                            BARE.with("com.amazonaws.ecs.capability.docker-remote-api.1.31", null),
                            BARE.with("com.amazonaws.ecs.capability.docker-remote-api.1.31", "x")),
                    List.of(BARE, BARE.with("com.amazonaws.ecs.capability.docker-remote-api.1.3", null))),
            new Example(
                    "ec2InstanceId in ['i-1'] and agentConnected==true",
                    WILL_IT_FIT + "; " + DRAINERS,
                    List.of(ec2("i-1")),
                    List.of(BARE, ec2("i-2"), ec2("i-1").withAgent(false, null))));

    private static final List<Example> SPELLINGS = List.of(
            new Example(
                    "ec2InstanceId in [i-1,i-2]",
                    DRAINERS,
                    List.of(ec2("i-1"), ec2("i-2")),
                    List.of(BARE, ec2("i-3"))),
            new Example("ec2InstanceId in ['i-1']", DRAINERS, List.of(ec2("i-1")), List.of(BARE, ec2("i-3"))),
            new Example(
                    "attribute:ecs.availability-zone in ['us-east-1a', 'us-east-1b']",
                    DRAINERS,
                    List.of(zone("us-east-1a"), zone("us-east-1b")),
                    List.of(BARE, zone("us-east-1c"))),
            new Example(
                    "attribute:ecs.instance-type==t2.small",
                    WILL_IT_FIT,
                    List.of(type("t2.small")),
                    List.of(BARE, type("t2.large"))),
            new Example(
                    "agentConnected==true && attribute:ecs.instance-type==t2.small",
                    WILL_IT_FIT,
                    List.of(type("t2.small")),
                    List.of(BARE, type("t2.small").withAgent(false, null))),
            new Example(
                    "registeredAt == 2018-06-18T22:28:28+00:00",
                    LANGUAGE + " (forms of a time)",
                    List.of(registered("2018-06-18T22:28:28Z")),
                    List.of(BARE, registered("2018-06-18T22:28:29Z"))),
            new Example(
                    "registeredAt >= 2018-06-18T22:28:28Z and registeredAt <= 2018-06-18T22:28:28",
                    LANGUAGE + " (forms of a time)",
                    List.of(registered("2018-06-18T22:28:28Z")),
                    List.of(BARE, registered("2018-06-18T22:28:28.001Z"), registered("2018-06-18T22:28:27.999Z"))),
            new Example(
                    "registeredAt greater_than_equal 2018-06-18",
                    LANGUAGE + " (forms of a time, words)",
                    List.of(registered("2018-06-18T00:00:00Z"), registered("2019-01-01T00:00:00Z")),
                    List.of(BARE, registered("2018-06-17T23:59:59Z"))),
            new Example(
                    "agentVersion not_equals 1.14.5 and agentVersion greater_than 1.14",
                    LANGUAGE + " (words)",
                    List.of(version("1.14.6"), version("1.14.1")),
                    List.of(BARE, version("1.14.5"), version("1.14.0"), version("1.9"))),
            new Example(
                    "ec2InstanceId =~ i-abcd.*",
                    LANGUAGE + " (operators by subject)",
                    List.of(ec2("i-abcd1234"), ec2("i-abcd")),
                    List.of(BARE, ec2("i-wxyz7890"))));

    private static final List<Example> CONSTRAINT_EXAMPLES = List.of(
            new Example(
                    "attribute:ecs.instance-type =~ t2.*",
                    CONSTRAINTS,
                    List.of(type("t2.small"), type("t2"), type("t2x")),
                    List.of(BARE, type("at2.small"), type("T2.small"), type(null))),
            new Example(
                    "attribute:color =~ green",
                    CONSTRAINTS,
                    List.of(color("green")),
                    List.of(BARE, color("greener"), color("evergreen"))),
            new Example(
                    "attribute:stack != prod",
                    CONSTRAINTS + ": has the attribute, with another value; seen: containers-roadmap issue 486",
                    List.of(stack("stage"), stack("")),
                    List.of(BARE, stack("prod"), stack(null))),
            new Example(
                    "not(attribute:stack == prod)",
                    LANGUAGE + " (not): what lacks the attribute is a member",
                    List.of(BARE, stack("stage"), stack(null)),
                    List.of(stack("prod"))),
            new Example("attribute:stack !exists", LANGUAGE, List.of(BARE), List.of(stack("prod"), stack(null))),
            new Example("attribute:stack exists", LANGUAGE, List.of(stack("prod"), stack(null)), List.of(BARE)),
            new Example(
                    "attribute:stack !in [prod, stage]",
                    LANGUAGE + " (by the meaning of !=)",
                    List.of(stack("dev")),
                    List.of(BARE, stack("prod"), stack("stage"), stack(null))),
            new Example(
                    "attribute:stack !~ pro.*",
                    LANGUAGE + " (by the meaning of !=)",
                    List.of(stack("dev"), stack("aprod")),
                    List.of(BARE, stack("prod"), stack("pro"), stack(null))),
            new Example(
                    "attribute:stack < prod or attribute:stack >= prod",
                    LANGUAGE + " (by the meaning of !=)",
                    List.of(stack("dev"), stack("prod"), stack("stage")),
                    List.of(BARE, stack(null))),
            new Example(
                    "task:group != service:production",
                    "seen: a public CDK stack, which means: runs something else",
                    List.of(DATABASE, MIXED),
                    List.of(BARE, WEB)),
            new Example(
                    "not(task:group == service:production)",
                    LANGUAGE + ": the documented anti-affinity",
                    List.of(BARE, DATABASE),
                    List.of(WEB, MIXED)),
            new Example("task:group == nobody", CONSTRAINTS, List.of(), List.of(BARE, WEB, MIXED, DATABASE)));

    @TestFactory
    Stream<DynamicTest> theQueryMeansWhatIsSaid() {
        return tests(Readers.QUERY);
    }

    @TestFactory
    Stream<DynamicTest> theOracleMeansWhatIsSaid() {
        return tests(Readers.ORACLE);
    }

    private static Stream<DynamicTest> tests(final Readers.Reader reader) {
        return Stream.of(LANGUAGE_EXAMPLES, SPELLINGS, CONSTRAINT_EXAMPLES)
                .flatMap(List::stream)
                .map(example -> DynamicTest.dynamicTest(
                        example.text + "  [" + example.source + "]", () -> check(reader, example)));
    }

    private static void check(final Readers.Reader reader, final Example example) {
        final Predicate<InstanceView> query = reader.read(example.text);
        example.members.forEach(view -> assertEquals(true, query.test(view), () -> example.text + " for " + view));
        example.others.forEach(view -> assertEquals(false, query.test(view), () -> example.text + " for " + view));
    }

    private static PlainView type(final String type) {
        return BARE.with("ecs.instance-type", type);
    }

    private static PlainView zone(final String zone) {
        return BARE.with("ecs.availability-zone", zone);
    }

    private static PlainView typeAndZone(final String type, final String zone) {
        return type(type).with("ecs.availability-zone", zone);
    }

    private static PlainView stack(final String stack) {
        return BARE.with("stack", stack);
    }

    private static PlainView color(final String color) {
        return BARE.with("color", color);
    }

    private static PlainView version(final String version) {
        return BARE.withAgent(true, version);
    }

    private static PlainView registered(final String time) {
        return BARE.withRegistration(null, Instant.parse(time));
    }

    private static PlainView ec2(final String id) {
        return BARE.withRegistration(id, null);
    }
}
