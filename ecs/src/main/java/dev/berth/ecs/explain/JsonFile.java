package dev.berth.ecs.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of JSON as the AWS CLI writes it: UTF-8 or UTF-16 (as PowerShell redirects it), with or without a byte order
 * mark, and with one document or several pages in a row.
 *
 * @param name of the file, for messages.
 * @param documents 1 or more.
 */
record JsonFile(String name, List<JsonNode> documents) {
    /** The name that stands for standard input. */
    static final String STANDARD_INPUT = "-";

    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * Reads a file.
     *
     * @param path of the file, {@code -} for standard input.
     * @return its documents.
     * @throws InputException if the file cannot be read, is empty, or is not JSON.
     */
    static JsonFile read(final Path path) {
        final boolean isInput = STANDARD_INPUT.equals(path.toString());
        final String name = isInput ? "standard input" : path.toString();
        try {
            final byte[] bytes = isInput ? System.in.readAllBytes() : Files.readAllBytes(path);
            if (isGzip(bytes)) {
                throw InputException.in(name, "is compressed with gzip, must be JSON; unpack it with gunzip");
            }
            final List<JsonNode> documents = parsed(bytes);
            if (documents.isEmpty()) {
                throw InputException.in(name, "is empty, must be JSON; look whether the command that wrote it failed");
            }
            return new JsonFile(name, documents);
        } catch (final NoSuchFileException e) {
            throw InputException.in(name, "no such file; check the name, it is looked for in "
                    + Path.of("").toAbsolutePath());
        } catch (final NotJsonException e) {
            throw InputException.in(name, e.getMessage());
        } catch (final JsonEOFException e) {
            throw InputException.in(name, "the JSON ends too early, at " + position(e)
                    + "; the file is cut off, write it again");
        } catch (final JsonProcessingException e) {
            throw InputException.in(name, "is not JSON at " + position(e) + ": " + firstLine(e)
                    + "; give what the AWS CLI writes with --output json");
        } catch (final IOException e) {
            throw InputException.in(name, "cannot be read: " + (Files.isDirectory(path) ? "a folder" : e.getMessage()));
        }
    }

    /**
     * Returns the only document.
     *
     * @return the document.
     * @throws InputException if there are several.
     */
    JsonNode only() {
        if (documents.size() > 1) {
            throw InputException.in(name, "holds " + documents.size() + " JSON documents, must be 1");
        }
        return documents.get(0);
    }

    private static List<JsonNode> parsed(final byte[] bytes) throws IOException {
        final List<JsonNode> documents = new ArrayList<>();
        if (isByteOrderMark(bytes)) {
            return documents;
        }
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            while (parser.nextToken() != null) {
                documents.add(JsonTree.read(parser));
            }
        } catch (final JsonProcessingException e) {
            final String other = documents.isEmpty() ? OtherText.described(bytes, e.getLocation()) : null;
            throw other == null ? e : new NotJsonException(other);
        }
        return documents;
    }

    /** A file of another known kind than JSON. */
    private static final class NotJsonException extends IOException {
        private static final long serialVersionUID = 1L;

        NotJsonException(final String what) {
            super(what);
        }
    }

    /**
     * Answers whether the file is a byte order mark alone, which is what PowerShell writes for a command without
     * output, and what Jackson does not read as empty.
     */
    private static boolean isByteOrderMark(final byte[] bytes) {
        return bytes.length > 0 && bytes.length < 4 && (bytes[0] & 0xFF) >= 0xEF;
    }

    private static boolean isGzip(final byte[] bytes) {
        return bytes.length > 1 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
    }

    private static String position(final JsonProcessingException e) {
        return "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
    }

    private static String firstLine(final JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("");
    }
}
