package dev.berth.ecs.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commit is that of the manifest; classes in a folder have none. */
class BuildCommitTest {
    @TempDir
    private Path folder;

    private String commit(final Map<String, String> entries) throws IOException {
        final Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        entries.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        final Path jar = folder.resolve("a.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return BuildCommit.of(jar);
    }

    @Test
    void theManifestSaysIt() throws IOException {
        assertEquals("0123456789ab", commit(Map.of("Git-Commit", "0123456789ab", "Git-Dirty", "false")));
        assertEquals("0123456789ab with changes", commit(Map.of("Git-Commit", "0123456789ab", "Git-Dirty", "true")));
        assertEquals("unknown", commit(Map.of("Git-Commit", "${git.commit.id.abbrev}", "Git-Dirty", "${git.dirty}")));
        assertEquals("unknown", commit(Map.of()));
    }

    @Test
    void classesInAFolderHaveNone() {
        assertEquals(Optional.empty(), BuildCommit.of(BuildCommitTest.class));
    }
}
