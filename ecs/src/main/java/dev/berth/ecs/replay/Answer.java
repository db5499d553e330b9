package dev.berth.ecs.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * The answer to a line that was carried out. It is written at once, before the next line is read, so that it may read
 * the cluster while it writes and need not hold a long answer in memory.
 */
@FunctionalInterface
interface Answer {
    /**
     * Writes the members of the answer.
     *
     * @param json inside an object.
     * @throws IOException if the output cannot be written.
     */
    void write(JsonGenerator json) throws IOException;
}
