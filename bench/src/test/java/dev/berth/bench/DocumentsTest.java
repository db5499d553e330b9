package dev.berth.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents of this project: how long the README is, and whether links between documents lead somewhere. */
class DocumentsTest {
    private static final int MOST_WORDS = 700;

    /** The root of the project, from the folder of this module. */
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void theReadmeIsShort() throws IOException {
        final int words = new MarkdownDocument(Files.readString(ROOT.resolve("README.md"))).wordsOfProse();
        assertTrue(words <= MOST_WORDS, () -> "README.md has " + words + " words of prose, may have " + MOST_WORDS
                + "; move what only some readers need to docs/");
        assertTrue(words > MOST_WORDS / 2, () -> "README.md seems to have only " + words + " words of prose");
    }

    @Test
    void plantedWordsAreCounted() throws IOException {
        final String readme = Files.readString(ROOT.resolve("README.md"));
        final String planted = readme + "\n\n" + "word ".repeat(MOST_WORDS) + "\n";
        assertEquals(new MarkdownDocument(readme).wordsOfProse() + MOST_WORDS,
                new MarkdownDocument(planted).wordsOfProse());
    }

    @Test
    void wordsAreThoseThatAReaderSees() {
        final String text = """
                # A title

                Five words, `berth-core`, and [a link](far/away.md).

                | a | table |
                | --- | --- |
                | of | five |

                ```
                some code
                ```

                * an item
                * another
                """;
        assertEquals(2 + 6 + 3, new MarkdownDocument(text).wordsOfProse());
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        final List<Path> documents = new ArrayList<>();
        for (final String document : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "results/README.md",
                "bench/peers/README.md")) {
            documents.add(ROOT.resolve(document));
        }
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        final List<String> broken = new ArrayList<>();
        for (final Path document : documents) {
            broken.addAll(new MarkdownDocument(Files.readString(document)).brokenLinks(document));
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void plantedBrokenLinksAreCaught(@TempDir final Path folder) throws IOException {
        final Path there = Files.writeString(folder.resolve("there.md"), "<a id=\"known\"></a>\n\n## Known\n");
        final Path document = folder.resolve("document.md");
        final String good = "[a](there.md), [b](there.md#known), [c](https://example.org/x), [d](.)";
        assertEquals(List.of(), new MarkdownDocument(good).brokenLinks(document));
        for (final String planted : List.of("[a](gone.md)", "![a](gone.svg)", "[a](there.md#unknown)", "[a](gone/)")) {
            assertEquals(1, new MarkdownDocument(good + "\n\n" + planted).brokenLinks(document).size(), planted);
        }
        assertTrue(Files.exists(there));
    }
}
