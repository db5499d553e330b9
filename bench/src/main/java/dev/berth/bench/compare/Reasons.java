package dev.berth.bench.compare;

import dev.berth.bench.trace.TraceFormatException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** The texts of exceptions for a reader who does not know Java. */
final class Reasons {
    private Reasons() {}

    /** Returns why something could not be read or written, without the name of a class where there is a message. */
    static String of(final IOException e) {
        if (e instanceof TraceFormatException) {
            return e.getMessage();
        }
        if (e instanceof NoSuchFileException none) {
            return "cannot read or write: there is no " + none.getFile();
        }
        if (e instanceof AccessDeniedException denied) {
            return "cannot read or write: no permission for " + denied.getFile();
        }
        return "cannot read or write: " + (e.getMessage() == null ? e : e.getMessage());
    }
}
