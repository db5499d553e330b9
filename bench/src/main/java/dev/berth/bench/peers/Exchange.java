package dev.berth.bench.peers;

import java.nio.file.Path;

/**
 * The files by which a process and this one communicate.
 *
 * @param problem that the process reads.
 * @param answers that it writes.
 * @param result that it writes last.
 * @param output that the library prints.
 */
record Exchange(Path problem, Path answers, Path result, Path output) {
    static Exchange in(final Path folder) {
        return new Exchange(
                folder.resolve("peer.problem"),
                folder.resolve("peer.answers"),
                folder.resolve("peer.result"),
                folder.resolve("peer.output"));
    }
}
