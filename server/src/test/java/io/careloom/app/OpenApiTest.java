package io.careloom.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.platform.openapi.OpenApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The document that is checked in is the one the route table makes. */
class OpenApiTest {
    private static final Path CHECKED_IN = Path.of("..", "spec", "openapi.json");

    @Test
    void checkedInDocumentIsTheOneOfTheRouteTable() throws IOException {
        String made = OpenApi.document(TestServer.shared().table());
        if (Boolean.getBoolean("careloom.write-spec")) {
            Files.writeString(CHECKED_IN, made);
        }

        assertThat(made)
                .as("spec/openapi.json is stale: ./mvnw test -Dtest=OpenApiTest -Dcareloom.write-spec=true")
                .isEqualTo(Files.readString(CHECKED_IN));
    }

    @Test
    void serverServesItAndItsViewerAsksNobodyElse() {
        TestServer server = TestServer.shared();

        assertThat(server.anybody().get("/openapi.json").ok().path("openapi").asString(""))
                .isEqualTo("3.1.0");
        String page = server.anybody().get("/docs").body();
        assertThat(page).contains("/docs/docs.js").doesNotContain("http://").doesNotContain("https://");
        assertThat(server.anybody().get("/docs").header("Content-Security-Policy"))
                .contains("default-src 'none'");
        assertThat(server.anybody().get("/docs/docs.js").status()).isEqualTo(200);
        assertThat(server.anybody().get("/docs/docs.css").status()).isEqualTo(200);
    }
}
