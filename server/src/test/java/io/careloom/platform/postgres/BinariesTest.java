package io.careloom.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.testing.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BinariesTest {
    private final Path cache = TestFolders.create();
    private final List<String> progress = new ArrayList<>();

    @AfterEach
    void deleteCache() {
        TestFolders.delete(cache);
    }

    @Test
    void areUnpackedOnceAndAgainWhenDamaged() throws IOException {
        Path folder = Binaries.in(cache, progress::add);
        Path program = folder.resolve("bin/postgres");
        assertThat(program).isExecutable();
        assertThat(folder.resolve("lib/libpq.so.5")).isSymbolicLink().isRegularFile();

        Binaries.in(cache, progress::add);
        assertThat(progress).hasSize(1);

        Files.write(program, new byte[0]);
        Binaries.in(cache, progress::add);
        assertThat(progress).hasSize(2);
        assertThat(program).isNotEmptyFile().isExecutable();
    }
}
