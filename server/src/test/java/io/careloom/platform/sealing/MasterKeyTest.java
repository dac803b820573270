package io.careloom.platform.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
    @TempDir
    private Path folder;

    @Test
    void aKeyIsMadeOnceForItsOwnerOnly() throws Exception {
        Path keys = folder.resolve("keys");
        byte[] sealed = MasterKey.inDirectory(keys).aead().encrypt(new byte[] {7}, new byte[0]);

        assertThat(Files.getPosixFilePermissions(keys.resolve("master.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(MasterKey.inDirectory(keys).aead().decrypt(sealed, new byte[0]))
                .containsExactly(7);
    }

    @Test
    void aConfiguredKeyIsTakenAsTextOrFromAFile() throws Exception {
        MasterKey.inDirectory(folder);
        Path file = folder.resolve("master.json");
        String json = Files.readString(file);
        byte[] sealed = MasterKey.of(json).aead().encrypt(new byte[] {7}, new byte[0]);

        assertThat(MasterKey.configured(json, null).orElseThrow().aead().decrypt(sealed, new byte[0]))
                .containsExactly(7);
        assertThat(MasterKey.configured(null, file).orElseThrow().aead().decrypt(sealed, new byte[0]))
                .containsExactly(7);
        assertThat(MasterKey.configured(null, null)).isEmpty();
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> MasterKey.of("{\"sesame\": 1}"))
                .isInstanceOf(MasterKey.Refused.class)
                .hasMessageNotContaining("sesame")
                .hasNoCause();
    }
}
