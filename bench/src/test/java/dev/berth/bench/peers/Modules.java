package dev.berth.bench.peers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes what Maven would make of {@code bench/peers}, of sources that need no library. */
final class Modules {
    /** The real driver's, beside this module. */
    private static final Path DRIVER = Path.of("peers", "driver", "src", "main", "java");

    private final Path folder;

    Modules(final Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
    }

    PeersBuild build() {
        return new PeersBuild(folder);
    }

    /** Compiles a module of one class, whose file is named like it, with or without the real driver. */
    void compile(final String module, final String name, final String source, final boolean withDriver)
            throws IOException {
        final Path target = folder.resolve(module).resolve("target");
        Files.createDirectories(target.resolve("lib"));
        final Path file = Files.writeString(folder.resolve(name + ".java"), source);
        final List<Path> files = new ArrayList<>(List.of(file));
        if (withDriver) {
            try (Stream<Path> all = Files.walk(DRIVER)) {
                all.filter(path -> path.toString().endsWith(".java")).forEach(files::add);
            }
        }
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            final List<String> options =
                    List.of("-d", Files.createDirectories(target.resolve("classes")).toString());
            assertTrue(compiler.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call());
        }
    }
}
