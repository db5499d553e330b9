package dev.berth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** A Markdown document of this project: its words of prose, and its links that lead nowhere. */
final class MarkdownDocument {
    private static final Pattern EXPLICIT_ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");
    private static final Pattern OF_THE_WEB = Pattern.compile("^[a-z][a-z0-9+.-]*:.*");

    private final Node root;

    MarkdownDocument(final String text) {
        root = Parser.builder().extensions(List.of(TablesExtension.create())).build().parse(text);
    }

    /** Returns how many words are outside code blocks, tables and HTML; a heading or a link counts as it reads. */
    int wordsOfProse() {
        final StringBuilder prose = new StringBuilder();
        root.accept(new AbstractVisitor() {
            @Override
            public void visit(final CustomBlock block) {
                if (!(block instanceof TableBlock)) {
                    visitChildren(block);
                }
            }

            @Override
            public void visit(final Text text) {
                prose.append(text.getLiteral());
            }

            @Override
            public void visit(final Code code) {
                prose.append(code.getLiteral());
            }

            @Override
            public void visit(final SoftLineBreak end) {
                prose.append(' ');
            }

            @Override
            public void visit(final HardLineBreak end) {
                prose.append(' ');
            }

            @Override
            public void visit(final Paragraph paragraph) {
                visitChildren(paragraph);
                prose.append(' ');
            }

            @Override
            public void visit(final Heading heading) {
                visitChildren(heading);
                prose.append(' ');
            }

            @Override
            public void visit(final ListItem item) {
                visitChildren(item);
                prose.append(' ');
            }
        });
        final String words = prose.toString().trim();
        return words.isEmpty() ? 0 : words.split("\\s+").length;
    }

    /**
     * Returns a sentence for each relative link or picture whose target does not exist.
     *
     * @param file the file of this document, to which its links are relative.
     */
    List<String> brokenLinks(final Path file) throws IOException {
        final List<String> broken = new ArrayList<>();
        for (final String target : targets()) {
            if (OF_THE_WEB.matcher(target).matches()) {
                continue;
            }
            final int hash = target.indexOf('#');
            final String path = hash < 0 ? target : target.substring(0, hash);
            final Path to = path.isEmpty() ? file : file.toAbsolutePath().resolveSibling(path).normalize();
            if (!Files.exists(to)) {
                broken.add(file.getFileName() + ": " + target + " does not exist");
            } else if (hash >= 0 && !anchors(Files.readString(to)).contains(target.substring(hash + 1))) {
                broken.add(file.getFileName() + ": " + target + " needs <a id=\"" + target.substring(hash + 1)
                        + "\"></a> in " + to.getFileName() + ", since the pages of the site have no ids of headings");
            }
        }
        return broken;
    }

    private Set<String> targets() {
        final Set<String> targets = new LinkedHashSet<>();
        root.accept(new AbstractVisitor() {
            @Override
            public void visit(final Link link) {
                targets.add(link.getDestination());
                visitChildren(link);
            }

            @Override
            public void visit(final Image image) {
                targets.add(image.getDestination());
                visitChildren(image);
            }
        });
        return targets;
    }

    private static Set<String> anchors(final String text) {
        final Set<String> anchors = new LinkedHashSet<>();
        final Matcher matcher = EXPLICIT_ANCHOR.matcher(text);
        while (matcher.find()) {
            anchors.add(matcher.group(1));
        }
        return anchors;
    }
}
