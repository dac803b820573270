package io.careloom.patients.http;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.careloom.app.TestServer;
import io.careloom.testing.Client;
import io.careloom.testing.MadeUp;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Links in letters, on the whole server: from the partner's request to what the patient sees. */
class PatientLinkRoutesTest {
    private static final TestServer SERVER = TestServer.shared();

    private static final class Somebody {
        final String email = UUID.randomUUID() + "@patients.example";
        final String patientId;

        Somebody() {
            this(SERVER.partner(), "/v1/partner/patients");
        }

        Somebody(Client by, String path) {
            Map<String, Object> body = MadeUp.patient();
            body.put("email", email);
            body.put("height", 171);
            body.put("partner_id", SERVER.world().partners().getFirst().partnerId());
            body.put("is_live", false);
            patientId = by.post(path, body).ok().path("patient_id").asString("");
        }

        int status() {
            return SERVER.partner().get("/v1/partner/patients/" + patientId).status();
        }

        /** The path of the first link in the next letter. */
        String link() throws InterruptedException {
            String text = letter();
            return path(text, text.indexOf("http://"));
        }

        /** The path of the link that ends letters like the next one. */
        String endingLink() throws InterruptedException {
            String text = letter();
            return path(text, text.lastIndexOf("http://"));
        }

        private String letter() throws InterruptedException {
            eventually("a letter comes", () -> !SERVER.letters(email).isEmpty());
            return SERVER.letters(email).path(0).path("text").asString("");
        }

        private static String path(String text, int start) {
            return URI.create(text.substring(start).split("\\s", 2)[0]).getPath();
        }

        boolean takesEmails() {
            return SERVER.partner()
                    .get("/v1/partner/patients/" + patientId)
                    .ok()
                    .path("is_email_enabled")
                    .asBoolean(false);
        }
    }

    @Test
    void aPatientLooksAtTheLinkAndThenConfirms() throws InterruptedException {
        Somebody somebody = new Somebody();
        Client.Reply asked = SERVER.partner().delete("/v1/partner/patients/" + somebody.patientId);
        String link = somebody.link();

        Client.Reply page = SERVER.anybody().get(link);
        assertThat(asked.body()).isEqualTo("[]");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("<form method=\"post\">").doesNotContain(somebody.email, "Ferrant");
        assertThat(somebody.status()).as("looking changes nothing").isEqualTo(200);
        assertThat(SERVER.anybody().send("POST", link, null).status()).isEqualTo(200);
        assertThat(somebody.status()).isEqualTo(404);
        assertThat(SERVER.anybody().send("POST", link, null).status()).isEqualTo(404);
        assertThat(SERVER.anybody().get(link).status()).isEqualTo(404);
    }

    @Test
    void aPatientEndsTheEmailsByOneClickOfItsMailProgram() throws InterruptedException {
        Somebody somebody = new Somebody();
        SERVER.partner().delete("/v1/partner/patients/" + somebody.patientId).ok();
        String link = somebody.endingLink();
        Client program = SERVER.anybody().with("Content-Type", "application/x-www-form-urlencoded");

        Client.Reply page = SERVER.anybody().get(link);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<form method=\"post\">").doesNotContain(somebody.email, "Ferrant");
        assertThat(somebody.takesEmails()).as("looking changes nothing").isTrue();

        assertThat(program.send("POST", link, "List-Unsubscribe=One-Click").status())
                .isEqualTo(200);
        assertThat(somebody.takesEmails()).isFalse();
        assertThat(program.send("POST", link, "List-Unsubscribe=One-Click").status())
                .as("once more")
                .isEqualTo(200);
    }

    @Test
    void aLinkThatTheServerDidNotMakeEndsNothing() throws InterruptedException {
        Somebody somebody = new Somebody();
        Somebody other = new Somebody();
        SERVER.partner().delete("/v1/partner/patients/" + somebody.patientId).ok();
        String link = somebody.endingLink();

        for (String made : List.of(
                link.replace(somebody.patientId, other.patientId),
                link.substring(0, link.length() - 1),
                link.substring(0, link.lastIndexOf('.')),
                "/links/unsubscribe/anything")) {
            assertThat(SERVER.anybody().send("POST", made, null).status())
                    .as(made)
                    .isEqualTo(404);
        }
        SERVER.partner()
                .patch("/v1/partner/patients/" + somebody.patientId, Map.of("email", "new." + somebody.email))
                .ok();
        assertThat(SERVER.anybody().send("POST", link, null).status())
                .as("who reads the old mailbox")
                .isEqualTo(404);
        assertThat(somebody.takesEmails()).isTrue();
        assertThat(other.takesEmails()).isTrue();
    }

    @Test
    void everyRouteOfWhoLeftIsNotFoundUntilItIsBack() {
        Client clinician = SERVER.clinician(0);
        Somebody somebody = new Somebody(clinician, "/v1/clinician/patients");
        String own = "/v1/partner/patients/" + somebody.patientId;
        String theirs = "/v1/clinician/patients/" + somebody.patientId;
        assertThat(clinician.delete(theirs).body()).isEqualTo("[]");

        for (String path : List.of("", "/events", "/exams", "/vouchers", "/cases")) {
            assertThat(SERVER.partner().get(own + path).status()).as(path).isEqualTo(404);
        }
        for (String path : List.of("", "/events", "/exams", "/cases")) {
            assertThat(clinician.get(theirs + path).status()).as(path).isEqualTo(404);
        }
        assertThat(SERVER.admin()
                        .get("/web/resources/patients/" + somebody.patientId)
                        .status())
                .isEqualTo(404);
        assertThat(SERVER.partner().patch(own, Map.of("first_name", "Odette")).status())
                .isEqualTo(404);
        assertThat(SERVER.partner().delete(own).status()).isEqualTo(404);
        assertThat(SERVER.partner()
                        .post("/v1/partner/patients/search", Map.of("search", somebody.email))
                        .ok())
                .isEmpty();
        assertThat(SERVER.admin()
                        .get("/web/resources/patients?string_search=" + somebody.patientId)
                        .ok()
                        .path("data"))
                .isEmpty();
        assertThat(clinician.patch(theirs + "/restore", Map.of()).text("/patient_id"))
                .isEqualTo(somebody.patientId);
        assertThat(somebody.status()).isEqualTo(200);
    }

    @Test
    void theArchiveComesByLinkAndIsAudited() throws InterruptedException {
        Somebody somebody = new Somebody();
        SERVER.partner()
                .post("/v1/partner/patients/data", Map.of("patient_email", somebody.email))
                .ok();
        Client.Reply archive = SERVER.anybody().get(somebody.link());

        assertThat(archive.status()).isEqualTo(200);
        assertThat(archive.header("Content-Type")).isEqualTo("application/zip");
        assertThat(archive.header("Content-Disposition")).contains("attachment");
        assertThat(archive.body()).startsWith("PK").contains("patient.json", "events.json", "exams.json", "cases.json");
    }

    @Test
    void theEmailInThePathIsInNoLog() {
        Somebody somebody = new Somebody();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Level level = root.getLevel();
        root.addAppender(lines);
        root.setLevel(Level.DEBUG);
        String partnerId = SERVER.world().partners().getFirst().partnerId().toString();
        String path = "/web/partner/" + partnerId + "/patient/" + somebody.email + "/email/unsubscribe/";
        Client.Reply known = SERVER.panelUser().send("POST", path, null);
        Client.Reply foreign = SERVER.otherPanelUser().send("POST", path, null);
        root.setLevel(level);
        root.detachAppender(lines);

        assertThat(known.body()).isEqualTo("[]");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(SERVER.partner()
                        .get("/v1/partner/patients/" + somebody.patientId)
                        .ok()
                        .path("is_email_enabled")
                        .asBoolean())
                .isFalse();
        assertThat(List.copyOf(lines.list))
                .noneMatch(line -> line.getFormattedMessage().contains(somebody.email)
                        && !line.getLoggerName().startsWith("jdk."));
    }
}
