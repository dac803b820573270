package io.careloom.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    record Http(String host, int port, @Nullable String publicUrl, List<String> trustedProxies) {}

    record Config(Http http) {}

    @TempDir
    Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("careloom.yaml"), text);
    }

    private static Settings defaults() {
        return Settings.defaults("/settings-test.yaml");
    }

    @Test
    void defaultsAreTheFile() {
        assertThat(defaults().as(Config.class)).isEqualTo(new Config(new Http("127.0.0.1", 8080, null, List.of())));
    }

    @Test
    void commandLineWinsOverEnvironmentAndEnvironmentOverFile() throws IOException {
        Settings settings = defaults()
                .file(file("http:\n  host: from.file\n  port: 1\n  public_url: https://from.file\n"))
                .environment(Map.of("CARELOOM_HTTP_PORT", "2", "CARELOOM_HTTP_PUBLIC_URL", "https://from.environment"))
                .flag("http.port", 3);

        assertThat(settings.as(Config.class))
                .isEqualTo(new Config(new Http("from.file", 3, "https://from.environment", List.of())));
    }

    @Test
    void listInTheEnvironmentIsSeparatedByCommas() {
        Settings settings = defaults().environment(Map.of("CARELOOM_HTTP_TRUSTED_PROXIES", "10.0.0.1, 10.0.0.2"));

        assertThat(settings.as(Config.class).http().trustedProxies()).containsExactly("10.0.0.1", "10.0.0.2");
    }

    @Test
    void unknownKeyRefusesToStartAndNamesTheNearestRightOne() throws IOException {
        Path file = file("http:\n  prot: 1\n");

        assertThatThrownBy(() -> defaults().file(file))
                .isInstanceOf(Settings.Refused.class)
                .hasMessageContaining("unknown setting http.prot; did you mean http.port?");
    }

    @Test
    void valueOfTheWrongKindIsRefusedByItsName() {
        assertThatThrownBy(() -> defaults()
                        .environment(Map.of("CARELOOM_HTTP_PORT", "eighty"))
                        .as(Config.class))
                .hasMessage("the setting http.port has a value that cannot be used");
    }

    @Test
    void brokenFileNamesItsLine() throws IOException {
        Path file = file("http:\n  port: [1\nx");

        assertThatThrownBy(() -> defaults().file(file)).hasMessageContaining("is not valid YAML near line");
    }
}
