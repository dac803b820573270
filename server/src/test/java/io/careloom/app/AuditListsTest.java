package io.careloom.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.kernel.Role;
import io.careloom.platform.database.Origin;
import io.careloom.sandbox.DemoFile;
import io.careloom.testing.Client;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Staff read who changed what in a clinician and in a partner (W-02, W-29). */
class AuditListsTest {
    private static final TestServer SERVER = TestServer.shared();

    private static String newClinician() {
        return SERVER.admin()
                .post(
                        "/web/clinicians",
                        Map.of(
                                "first_name", "Ines",
                                "last_name", "Marchetti",
                                "email", UUID.randomUUID() + "@people.example",
                                "phone_number", "415-555-0133",
                                "permissions", List.of("sandbox")))
                .ok()
                .path("id")
                .asString("");
    }

    private static String newPartner() {
        return SERVER.admin()
                .post(
                        "/web/partners",
                        Map.of(
                                "partner",
                                Map.of("name", "Harbour Health"),
                                "panel_user",
                                Map.of("name", "Lou Tamsin", "email", UUID.randomUUID() + "@people.example")))
                .ok()
                .path("id")
                .asString("");
    }

    /** Registers an endpoint, changes its secrets, makes a credential; returns the credential's secret. */
    private static String changeSettings(String partner) {
        UUID sandbox =
                SERVER.world().partners().getFirst().environments().sandbox().environmentId();
        JsonNode made = SERVER.admin()
                .post(
                        partner + "/environments",
                        Map.of(
                                "environment_id", sandbox,
                                "webhook_url", "https://harbour.example/hooks",
                                "webhook_secret", "lantern-of-the-harbour-1",
                                "webhook_authorization", "Bearer harbour-2"))
                .ok();
        Map<String, Object> change = new HashMap<>();
        change.put("webhook_secret", "lantern-of-the-harbour-3");
        change.put("webhook_authorization", null);
        SERVER.admin()
                .patch(partner + "/environments/" + made.path("id").asString(""), change)
                .ok();
        JsonNode key = SERVER.admin()
                .post(partner + "/credentials", Map.of("name", "shop", "environment_id", sandbox))
                .ok();
        return key.path("client_secret").asString("?");
    }

    private static List<JsonNode> entries(Client reader, String path) {
        return reader.get(path).ok().path("data").valueStream().toList();
    }

    @Test
    void whoComesToAPartnerAndGoesStandsInItsHistory() {
        String partner = "/web/partners/" + newPartner();
        String clinician = newClinician();
        String support = SERVER.world().users().supportStaff().userId().toString();
        SERVER.admin()
                .put(partner + "/clinicians/" + clinician, Map.of("priority", "preferred"))
                .ok();
        SERVER.admin().delete(partner + "/clinicians/" + clinician).ok();
        SERVER.admin()
                .put(partner + "/support-staffs/" + support, Map.of("can_unlock_phi", true))
                .ok();
        SERVER.admin().delete(partner + "/support-staffs/" + support).ok();

        List<JsonNode> told = entries(SERVER.admin(), partner + "/audits").stream()
                .filter(entry -> entry.path("event").asString("").matches("(clinician|user)_(at|de)tached"))
                .toList();

        assertThat(told)
                .extracting(entry -> entry.path("event").asString(""))
                .containsExactlyInAnyOrder(
                        "clinician_attached", "clinician_detached", "user_attached", "user_detached");
        assertThat(told).anySatisfy(entry -> {
            assertThat(entry.at("/new_values/clinician_id").asString("")).isEqualTo(clinician);
            assertThat(entry.at("/new_values/priority").asString("")).isEqualTo("preferred");
        });
        assertThat(told).anySatisfy(entry -> {
            assertThat(entry.at("/new_values/user_id").asString("")).isEqualTo(support);
            assertThat(entry.at("/new_values/can_unlock_phi").asBoolean(false)).isTrue();
        });
    }

    @Test
    void changesOfAClinicianAreListedNewestFirstWithWhoAndWhat() {
        String path = "/web/clinicians/" + newClinician();
        SERVER.admin().patch(path, Map.of("first_name", "Inès", "suffix", "DO")).ok();

        List<JsonNode> entries = entries(SERVER.admin(), path + "/audits");

        assertThat(entries)
                .extracting(entry -> entry.path("event").asString(""))
                .containsExactly("updated", "created");
        JsonNode update = entries.getFirst();
        assertThat(update.path("auditable_type").asString("")).isEqualTo("App\\Models\\Clinician");
        assertThat(update.path("old_values").toString()).isEqualTo("{\"first_name\":\"Ines\",\"suffix\":null}");
        assertThat(update.path("new_values").toString()).isEqualTo("{\"first_name\":\"Inès\",\"suffix\":\"DO\"}");
        assertThat(update.path("user_type").asString("")).isEqualTo("admin");
        assertThat(update.at("/user/id")).isEqualTo(update.path("user_id"));
        assertThat(update.at("/user/name").asString("")).isNotBlank();
        assertThat(update.path("ip_address").asString("")).isEqualTo("127.0.0.1");
        assertThat(update.path("route").asString("")).isEqualTo("PATCH /web/clinicians/{clinician}");
        assertThat(entries.getLast().path("old_values")).isEmpty();
    }

    @Test
    void pagesAndOrderAreTheCallersChoice() {
        String path = "/web/clinicians/" + newClinician();
        for (String suffix : List.of("DO", "MD", "NP")) {
            SERVER.admin().patch(path, Map.of("suffix", suffix)).ok();
        }

        JsonNode page =
                SERVER.admin().get(path + "/audits?order=asc&page=2&per_page=2").ok();

        assertThat(page.at("/meta/total").asInt()).isEqualTo(4);
        assertThat(page.path("data")
                        .valueStream()
                        .map(one -> one.at("/new_values/suffix").asString("")))
                .containsExactly("MD", "NP");
        assertThat(SERVER.admin().get(path + "/audits?order=sideways").status()).isEqualTo(422);
        assertThat(SERVER.admin().get(path + "/audits?sort=route").status()).isEqualTo(422);
    }

    @Test
    void historyOfAPartnerHoldsItsEndpointsAndCredentialsButNoSecret() {
        String path = "/web/partners/" + newPartner();
        String secret = changeSettings(path);

        Client.Reply list = SERVER.admin().get(path + "/audits");

        List<JsonNode> entries = list.ok().path("data").valueStream().toList();
        assertThat(entries)
                .extracting(entry -> entry.path("auditable_type").asString("") + " "
                        + entry.path("event").asString(""))
                .containsExactly(
                        "App\\Models\\Credential created",
                        "App\\Models\\Environment updated",
                        "App\\Models\\Environment registered",
                        "App\\Models\\Partner created");
        assertThat(entries.get(1).path("old_values").toString())
                .isEqualTo("{\"webhook_secret\":\"(sealed)\",\"webhook_authorization\":\"(sealed)\"}");
        assertThat(entries.get(1).path("new_values").toString())
                .isEqualTo("{\"webhook_secret\":\"(sealed)\",\"webhook_authorization\":null}");
        assertThat(list.body()).doesNotContain("lantern", "harbour-2", secret);
        assertThat(entries(SERVER.as(Role.INTERNAL_SUPPORT_STAFF), path + "/audits"))
                .as("who does not manage endpoints and credentials reads the profile's changes only")
                .extracting(entry -> entry.path("event").asString(""))
                .containsExactly("created");
    }

    @Test
    void panelUsersReadTheirOwnPartnersHistoryOnly() {
        DemoFile.DemoPartner own = SERVER.world().partners().getFirst();
        DemoFile.DemoPartner other = SERVER.world().partners().get(1);

        assertThat(entries(SERVER.panelUser(), "/web/partners/" + own.partnerId() + "/audits"))
                .isNotEmpty();
        assertThat(SERVER.panelUser()
                        .get("/web/partners/" + other.partnerId() + "/audits")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void historyIsReadByItsIndexes() {
        // within a transaction: outside of one "set local" says nothing
        String plan = SERVER.transactions().write(Origin.worker("test"), tx -> {
            tx.handle().execute("set local enable_seqscan = off");
            return String.join(
                    "\n", tx.handle().createQuery("""
                            explain select count(*) from platform.audit_row r where r.kind = 'change'
                              and (r.tenant_id is null and r.subject_id = gen_random_uuid()
                                or r.tenant_id = any(array[gen_random_uuid()])
                                  and r.subject_type in ('environment', 'credential'))
                            """).mapTo(String.class).list());
        });

        assertThat(plan).contains("Bitmap Index Scan").doesNotContain("Seq Scan");
    }
}
