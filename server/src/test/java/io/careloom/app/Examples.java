package io.careloom.app;

import static io.careloom.testing.Eventually.eventually;

import io.careloom.kernel.Environment;
import io.careloom.testing.Client;
import io.careloom.testing.MadeUp;
import io.careloom.testing.Multipart;
import io.careloom.testing.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Made-up things of the first partner's sandbox, and a valid body for every operation that reads one. */
final class Examples {
    /** Bodies that name nothing, by the last part of the path. */
    private static final Map<String, Map<String, Object>> PLAIN = Map.ofEntries(
            Map.entry("submit-order", Map.of("is_priority", true, "reason", "made up")),
            Map.entry("{order_id}", Map.of("payment_status", "paid")),
            Map.entry("{subscription_id}", Map.of("title", "Hair care")),
            Map.entry("files", Map.of("case_files", List.of())),
            Map.entry("{file}", Map.of("title", "made up", "type", "document")),
            Map.entry("{related_offering}", Map.of("type", "similar")),
            Map.entry("export", Map.of("status", List.of("completed"))),
            Map.entry("2fa", Map.of("email", "nobody@patients.example")),
            Map.entry("search", Map.of("search", "Ferrant")),
            Map.entry("notes", Map.of("text", "made up")),
            Map.entry("{state_id}", Map.of("license_number", "made up")),
            Map.entry("{license}", Map.of("value", "made up")),
            Map.entry("answer", Map.of("answer", "made up")));

    private final TestServer server;
    private final Map<String, String> ids = new HashMap<>();

    Examples(TestServer server) {
        this.server = server;
    }

    static Map<String, Object> caseOf(String patientId) {
        return Map.of(
                "patient_id",
                patientId,
                "metadata",
                "made up",
                "case_questions",
                List.of(Map.of("question", "Any allergies?", "answer", "None", "type", "string")));
    }

    private static Map<String, Object> tag() {
        return Map.of("name", "Made up", "key", UUID.randomUUID().toString(), "color", "#5899c7");
    }

    /** A value for a path variable, made on first use through the public API. */
    String id(String variable) throws InterruptedException {
        String known = ids.get(variable);
        if (known == null) {
            known = make(variable);
            ids.put(variable, known);
        }
        return known;
    }

    /** The next use makes another case. */
    void forgetTheCase() {
        ids.keySet().removeAll(List.of("case_id", "encounter_id", "case_question_id", "order_id"));
    }

    private String make(String variable) throws InterruptedException {
        return switch (variable) {
            case "patient_id" ->
                server.partner()
                        .post("/v1/partner/patients", MadeUp.patient())
                        .ok()
                        .path("patient_id")
                        .asString("");
            case "case_id", "encounter_id" -> heldCase();
            case "case_question_id" ->
                server.partner()
                        .get("/v1/partner/cases/" + id("case_id") + "/questions")
                        .ok()
                        .path(0)
                        .path("case_question_id")
                        .asString("");
            case "clinician_id", "clinician" ->
                server.world().users().clinicians().getFirst().clinicianId().toString();
            case "partner" -> server.world().partners().getFirst().partnerId().toString();
            case "environment" ->
                server.world()
                        .partners()
                        .getFirst()
                        .environments()
                        .sandbox()
                        .settingsId()
                        .toString();
            case "partner_id" -> id("partner");
            case "tag", "tag_id" ->
                server.partner().post("/v1/partner/tags", tag()).ok().path("id").asString("");
            case "credential" -> credential();
            case "file_id", "file" -> file();
            case "offering" -> offering();
            case "webhook" -> webhook();
            case "pharmacy_id" -> "13012";
            case "order_id" -> order();
            case "subscription_id" ->
                server.partner()
                        .post("/v1/partner/subscriptions", subscription())
                        .ok()
                        .path("id")
                        .asString("");
            default -> UUID.randomUUID().toString();
        };
    }

    /** The second fill of the case that the other ids are about, which waits for its day. */
    private String order() throws InterruptedException {
        String caseId = id("case_id");
        server.prescribe(UUID.fromString(caseId), 1);
        String orders = "/v1/partner/cases/" + caseId + "/orders";
        eventually(
                "its orders are made", () -> !server.partner().get(orders).ok().isEmpty());
        return server.partner().get(orders).ok().at("/0/orders/1/id").asString("");
    }

    private static Map<String, Object> bought() {
        return Map.of(
                "order_number", "A-1007",
                "status", "open",
                "payment_status", "completed",
                "total_amount", 42.5,
                "order_created_at", "2026-03-27 14:32:10",
                "products", List.of(Map.of("name", "Tea", "image_url", "https://shop.example/tea.png")));
    }

    private Map<String, Object> subscription() throws InterruptedException {
        return Map.of(
                "patient_id", id("patient_id"),
                "subscription_created_at", "2026-03-27 14:32:10",
                "expires_at", "2036-09-27 23:59:59",
                "title", "Hair care",
                "description", "A bottle each month.",
                "status", "active",
                "renew_period", 30,
                "encounter_period", 60);
    }

    private String offering() throws InterruptedException {
        Map<String, Object> body = Map.of(
                "service_type", "other",
                "title", "Made up",
                "description", "Made up",
                "include_drivers_license", false,
                "send_pdf_file_automatically", false);
        return server.panelUser()
                .post("/web/partners/" + id("partner") + "/services", body)
                .ok()
                .path("id")
                .asString("");
    }

    private String file() {
        return server.partner()
                .upload("/v1/partner/files", Multipart.of("made-up.png", Samples.png(20, 20)))
                .ok()
                .path("file_id")
                .asString("");
    }

    /** A case that the first clinician holds. */
    private String heldCase() throws InterruptedException {
        String caseId = server.partner()
                .post("/v1/partner/cases", encounter())
                .ok()
                .path("case_id")
                .asString("");
        eventually(
                "the case is assigned",
                () -> server.partner()
                        .get("/v1/partner/cases/" + caseId)
                        .text("/case_status/name")
                        .equals("assigned"));
        return caseId;
    }

    private String credential() throws InterruptedException {
        Client panel = server.panelUser();
        return panel.post(
                        "/web/partners/" + id("partner") + "/credentials",
                        Map.of("name", "made up", "environment_id", sandboxId()))
                .ok()
                .path("id")
                .asString("");
    }

    private String webhook() throws InterruptedException {
        id("patient_id");
        Client panel = server.panelUser();
        String list = "/web/partners/" + id("partner") + "/webhooks";
        eventually(
                "a webhook is logged", () -> panel.get(list).ok().path("data").size() > 0);
        return panel.get(list).ok().path("data").path(0).path("id").asString("");
    }

    private Map<String, Object> person() {
        return Map.of(
                "first_name",
                "Nell",
                "last_name",
                "Osei",
                "email",
                UUID.randomUUID() + "@people.example",
                "active",
                true,
                "timezone_id",
                server.admin().get("/web/timezones").ok().at("/data/0/id").asString(""));
    }

    /** The path with every variable filled. */
    String fill(String path) throws InterruptedException {
        String filled = path;
        for (String part : path.split("/", -1)) {
            if (part.startsWith("{")) {
                filled = filled.replace(part, id(part.substring(1, part.length() - 1)));
            }
        }
        return filled;
    }

    /** A body that is valid for the row, so that only rights and ids decide. */
    Map<String, Object> body(String route) throws InterruptedException {
        String path = route.substring(route.indexOf(' ') + 1);
        String last = path.substring(path.lastIndexOf('/') + 1);
        return switch (last) {
            case "patients" -> MadeUp.patient();
            case "cases" -> caseOf(id("patient_id"));
            case "tags" -> tag();
            case "subscriptions" -> subscription();
            case "orders" -> bought();
            case "{tag_id}", "{tag}" -> Map.of("notes", "made up");
            case "replicate" -> Map.of("partner_id", id("partner"));
            case "{offering}", "{clinician}", "clinicians" -> Map.of("type", "disabled");
            case "validate" -> Map.of("email", "nobody@patients.example", "verification_code", "ABC234");
            case "status" ->
                route.startsWith("PATCH")
                        ? Map.of("hold_status", false)
                        : Map.of("status", "waiting", "reason", "made up", "clinician_id", id("clinician_id"));
            case "reassign" -> Map.of("clinician_id", id("clinician_id"), "reason", "made up");
            case "encounters" -> encounter();
            case "{case_question_id}", "questions" -> Map.of("question", "Any pain?", "answer", "No", "type", "string");
            case "offerings" -> Map.of("offering_id", UUID.randomUUID());
            case "prescriptions" ->
                Map.of("clinician_id", id("clinician_id"), "partner_medication_id", UUID.randomUUID());
            case "diseases" -> Map.of("disease_id", UUID.randomUUID());
            case "environments" -> Map.of("webhook_url", "http://127.0.0.1:9/x", "environment_id", sandboxId());
            case "practice-areas" -> Map.of("state_id", UUID.randomUUID());
            case "licenses" -> Map.of("type", "dea", "value", "made up");
            case "pharmacies" -> Map.of("pharmacy_id", 14, "pharmacy_name", "made up");
            case "credentials" -> Map.of("name", "made up", "environment_id", sandboxId());
            case "medical-assistants", "support-staffs" -> person();
            case "panel-users" -> Map.of("name", "Nell Osei", "email", UUID.randomUUID() + "@people.example");
            case "test" -> Map.of("event", "case_created", "environment_id", sandboxId());
            default -> PLAIN.getOrDefault(last, Map.of("reason", "made up"));
        };
    }

    private static UUID sandboxId() {
        return Environment.SANDBOX.id();
    }

    private Map<String, Object> encounter() throws InterruptedException {
        Map<String, Object> body = new HashMap<>(caseOf(id("patient_id")));
        body.put("clinician_id", id("clinician_id"));
        return body;
    }
}
