package io.careloom.journeys;

import static io.careloom.testing.Eventually.eventually;

import io.careloom.app.TestServer;
import io.careloom.sandbox.DemoFile;
import io.careloom.testing.Client;
import io.careloom.testing.Multipart;
import io.careloom.testing.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Callers and made-up things for the documented operations; things are made on first use, by the operations themselves. */
final class Scene {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern THING = Pattern.compile("\\{\\{([a-z_]+)}}");
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z_]+)}");

    private final TestServer server;
    private final Map<String, Operation> operations =
            Operation.all().stream().collect(Collectors.toMap(Operation::row, Function.identity()));
    private final Map<String, String> kept = new HashMap<>();
    private final Map<String, String> ofThisCall = new HashMap<>();

    /** A scene on a server of its own, whose two Californian clinicians and first partner get a full profile. */
    Scene(TestServer server) throws InterruptedException {
        this.server = server;
        profile(clinician(0), List.of("1234567893", "BC1234563"));
        profile(clinician(2), List.of("1598738916", "BF1234567"));
        server.admin()
                .patch("/web/partners/" + partner().partnerId(), text(PARTNER))
                .ok();
        send(operations.get("PATCH /web/partners/{partner}")).ok();
    }

    private void profile(DemoFile.DemoClinician of, List<String> numbers) throws InterruptedException {
        String path = "/web/clinicians/" + of.clinicianId();
        server.admin().patch(path, text(PROFILE)).ok();
        server.admin()
                .post(path + "/licenses", Map.of("type", "npi", "value", numbers.getFirst()))
                .ok();
        server.admin()
                .post(path + "/licenses", Map.of("type", "dea", "value", numbers.getLast()))
                .ok();
    }

    private static final String PROFILE = """
            {"suffix": "MD", "specialty": "General Practice", "bio_details": "Sails.", "profile_url": "https://sails.example",
             "date_of_birth": "1977-05-06", "phone_number": "415-555-2676", "phone_type": 2, "fax_number": "415-555-2677",
             "automatic_sync_message": "Please open the link.", "out_of_office_message": "Back soon.", "gender": 2,
             "out_of_office_return_at": "2026-11-30", "timezone_id": "{{timezone}}",
             "address": {"address": "1 Quay Street", "address2": "", "zip_code": "94601", "city_name": "Oakland",
                         "state_name": "CA"}}""";
    private static final String PARTNER = """
            {"slack_channel_id": "C01", "address": {"address": "4 Mill Lane", "address2": "", "zip_code": "94601",
             "city_name": "Oakland", "state_id": "{{state_id}}"}}""";

    /** What the server answers to the documented request. */
    Client.Reply call(Operation operation) throws InterruptedException {
        ofThisCall.clear();
        return send(operation);
    }

    private Client.Reply send(Operation operation) throws InterruptedException {
        String path = fillPath(operation);
        JsonNode body = operation.body();
        Map<String, String> form = operation.form();
        if (form != null) {
            Multipart sent = Multipart.of("face.png", Samples.png(400, 300));
            for (Map.Entry<String, String> text : form.entrySet()) {
                sent = sent.text(text.getKey(), text.getValue());
            }
            return caller(operation.as()).upload(path, sent);
        }
        return caller(operation.as()).send(operation.method(), path, body == null ? null : filled(body));
    }

    /** The path of the documented request, with its query; things of earlier calls are forgotten. */
    String path(Operation operation) throws InterruptedException {
        ofThisCall.clear();
        return fillPath(operation);
    }

    private String fillPath(Operation operation) throws InterruptedException {
        String path = operation.path();
        Matcher variables = VARIABLE.matcher(operation.path());
        while (variables.find()) {
            path = path.replace(variables.group(), thing(operation.thingOf(variables.group(1))));
        }
        String query = operation.query();
        return query == null ? path : path + "?" + text(query);
    }

    /** The body with its things. */
    JsonNode filled(JsonNode body) throws InterruptedException {
        return JSON.readTree(text(body.toString()));
    }

    private String text(String template) throws InterruptedException {
        String text = template;
        Matcher things = THING.matcher(template);
        while (things.find()) {
            text = text.replace(things.group(), thing(things.group(1)));
        }
        return text;
    }

    /** Who calls. */
    Client caller(String who) throws InterruptedException {
        return switch (who) {
            case "anybody" -> server.anybody();
            case "partner" -> server.partner();
            case "panel_user" -> server.panelUser();
            case "admin" -> server.admin();
            case "clinician" -> server.clinician(0);
            case "other_clinician" -> server.clinician(2);
            case "newcomer" -> newcomer();
            case "leaver" -> server.anybody().token(signIn("access_token"));
            default -> throw new IllegalArgumentException(who);
        };
    }

    /** The id, word or secret that a name stands for. */
    String thing(String name) throws InterruptedException {
        if (name.equals("fresh_email")) {
            return UUID.randomUUID() + "@people.example";
        }
        if (name.equals("fresh_key")) {
            return UUID.randomUUID().toString();
        }
        boolean once = ONCE.matcher(name).matches();
        Map<String, String> known = once ? ofThisCall : kept;
        String value = known.get(name);
        if (value == null) {
            value = make(name);
            known.put(name, value);
        }
        return value;
    }

    /** Things that a call uses up. */
    private static final Pattern ONCE =
            Pattern.compile("spare_.*|bare_.*|leaving_.*|invited_.*|staff_code|refresh_token|(?!earlier).*_case");

    private String make(String name) throws InterruptedException {
        if (name.endsWith("_case")) {
            return theCase(name);
        }
        if (name.startsWith("spare_") || name.startsWith("invited_")) {
            return spare(name);
        }
        return switch (name) {
            case "partner" -> partner().partnerId().toString();
            case "environment" -> sandbox().settingsId().toString();
            case "environment_id" -> sandbox().environmentId().toString();
            case "client_id" -> sandbox().clientId().toString();
            case "client_secret" -> sandbox().clientSecret();
            case "staff_email" -> staff().email();
            case "staff_password" -> staff().password();
            case "assistant_email" -> server.world().users().medicalAssistant().email();
            case "assistant_password" ->
                server.world().users().medicalAssistant().password();
            case "staff_code" -> code();
            case "refresh_token" -> signIn("refresh_token");
            case "support_staff", "support_staff_id" -> staff().userId().toString();
            case "internal_support_staff", "internal_support_staff_id" ->
                server.world().users().internalSupportStaff().userId().toString();
            case "medical_assistant", "known_assistant" -> assistant();
            case "panel_user" -> server.world().users().panelUser().userId().toString();
            case "staffed_partner", "attached_internal" -> staffed(name);
            case "clinician", "clinician_id" -> clinician(0).clinicianId().toString();
            case "other_clinician_id" -> clinician(2).clinicianId().toString();
            case "platform" -> "api";
            case "status" -> "assigned";
            default -> found(name);
        };
    }

    /** Things that an operation shows or makes. */
    private String found(String name) throws InterruptedException {
        return switch (name) {
            case "timezone" -> first("GET /web/timezones", "/data/0/id");
            case "country" -> first("GET /v1/partner/metadata/states", "/0/country/country_id");
            case "state", "state_id", "ca_id" -> first("GET /v1/partner/metadata/states", "/0/state_id");
            case "wa_id" -> state("Washington");
            case "vermont" -> state("Vermont");
            case "or_id" -> state("Oregon");
            case "specialty", "other_specialty" -> specialty();
            case "specialty_title" -> first("GET /web/specialties/{specialty}", "/title");
            case "disease", "disease_id" -> first("GET /web/diseases", "/data/0/id");
            case "other_disease" -> first("GET /web/diseases", "/data/1/id");
            case "dispense_unit" -> first("GET /web/dispense-units", "/data/0/id");
            case "license" -> licence(clinician(0), "dea");
            case "other_license" -> licence(clinician(2), "npi");
            case "patient_id" -> first("POST /v1/partner/patients", "/patient_id");
            case "patient_email" -> first("GET /v1/partner/patients/{patient_id}", "/email");
            case "exam_id" -> first("GET /v1/partner/patients/{patient_id}/exams", "/data/0/id");
            case "busy_patient" -> busyPatient();
            case "busy_name" ->
                server.partner()
                        .get("/v1/partner/patients/" + thing("busy_patient"))
                        .text("/last_name");
            case "case_id", "encounter_id" -> theCase("assigned_case");
            case "case_question_id" -> first("GET /v1/partner/cases/{case_id}/questions", "/0/case_question_id");
            case "webhook" -> first("GET /web/partners/{partner}/webhooks", "/data/0/id");
            case "told_patient" -> toldPatient();
            case "bare_partner" -> first("POST /web/partners", "/id");
            case "idle_clinician" -> first("POST /web/clinicians", "/id");
            case "leaving_clinician" -> leavingClinician();
            case "tag_id" -> first("POST /v1/partner/tags", "/id");
            case "steady_tag" -> tag(Map.of("removable_role", "admin", "auto_detach_status", List.of("created")));
            case "plain_tag" -> tag(Map.of());
            case "patient_tag" -> patientTag();
            case "tag_key" -> first("GET /v1/partner/tags/{tag_id}", "/key");
            case "global_tag_key" -> first("POST /web/tags", "/key");
            case "favorite_tag_key" -> favoriteTag("/key");
            case "file" -> first("POST /v1/partner/files", "/file_id");
            case "clinician_file" -> first("POST /v1/clinician/files", "/file_id");
            case "staff_file" -> first("POST /web/files", "/file_id");
            case "file_link" -> link("/url");
            case "thumbnail_link" -> link("/url_thumbnail");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private String spare(String name) throws InterruptedException {
        return switch (name) {
            case "spare_encounter" -> theCase("assigned_case");
            case "spare_partner" -> thing("bare_partner");
            case "spare_environment" -> first("POST /web/partners/{partner}/environments", "/id");
            case "spare_credential" -> first("POST /web/partners/{partner}/credentials", "/id");
            case "spare_clinician" -> first("POST /web/clinicians", "/id");
            case "spare_specialty" -> specialty();
            case "spare_taken_specialty" -> takenSpecialty();
            case "spare_patient" -> first("POST /v1/partner/patients", "/patient_id");
            case "spare_left_patient" -> leftPatient();
            case "spare_patient_email" -> first("POST /v1/partner/patients", "/email");
            case "spare_patient_code" -> patientCode(thing("spare_patient_email"));
            case "spare_support_staff", "spare_internal_support_staff", "spare_medical_assistant" ->
                first("POST /web/" + name.substring(6).replace('_', '-') + "s", "/id");
            case "spare_email" -> first("POST /web/support-staffs", "/email");
            case "spare_member" -> first("POST /web/partners/{partner}/support-staffs", "/id");
            case "spare_internal_member" ->
                first("PUT /web/partners/{partner}/internal-support-staffs/{internal_support_staff}", "/id");
            case "spare_panel_user" -> first("POST /web/partners/{partner}/panel-users", "/id");
            case "spare_panel_email" -> first("POST /web/panel-users", "/email");
            case "spare_free_panel_user" -> first("POST /web/panel-users", "/id");
            case "spare_device" -> device();
            case "spare_link" -> loginLink();
            case "spare_own_assistant" -> first("POST /v1/clinician/medical-assistants", "/id");
            case "spare_area" -> tied("/web/clinicians/" + thing("clinician") + "/states/", state("Maine"));
            case "spare_own_specialty" -> tied("/web/clinicians/" + thing("clinician") + "/specialties/", specialty());
            case "spare_own_clinician" ->
                tied("/web/partners/" + thing("partner") + "/clinicians/", thing("spare_clinician"));
            case "spare_license" -> first("POST /web/clinicians/{clinician}/licenses", "/id");
            case "spare_tag" -> first("POST /v1/partner/tags", "/id");
            case "spare_patient_tag" -> patientTag();
            case "spare_tagged_file" -> taggedFile(thing("filed_case"));
            case "spare_global_tag" -> first("POST /web/tags", "/id");
            case "spare_own_tag" -> first("POST /v1/clinician/tags", "/id");
            case "spare_favorite_tag" -> favoriteTag("/id");
            case "spare_file" -> first("POST /v1/partner/files", "/file_id");
            case "spare_clinician_file" -> first("POST /v1/clinician/files", "/file_id");
            case "invited_email" -> invited();
            case "invited_token" -> letterTo(thing("invited_email"));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private String specialty() {
        return server.admin()
                .post("/web/specialties", Map.of("title", "Made-up-" + UUID.randomUUID()))
                .ok()
                .path("id")
                .asString("");
    }

    private String tied(String path, String id) {
        server.admin().send("PUT", path + id, Map.of("priority", "normal")).ok();
        return id;
    }

    private String takenSpecialty() throws InterruptedException {
        String taken = specialty();
        server.panelUser()
                .send("PUT", "/web/partners/" + thing("partner") + "/specialties/" + taken, Map.of())
                .ok();
        return taken;
    }

    /** The query of a file's link. */
    private String link(String pointer) throws InterruptedException {
        String url = server.partner()
                .get("/v1/partner/files/" + thing("file"))
                .ok()
                .at(pointer)
                .asString("");
        return url.substring(url.indexOf('?') + 1);
    }

    private String first(String row, String pointer) throws InterruptedException {
        return send(operations.get(row)).ok().at(pointer).asString("");
    }

    /** A tag of the partner that no case of the scene loses by its status. */
    private String tag(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.putAll(Map.of(
                "name", "Steady", "key", UUID.randomUUID().toString(), "color", "#5899c7", "description", "Stays."));
        return server.partner().post("/v1/partner/tags", body).ok().path("id").asString("");
    }

    /** A file of the case, with a tag. */
    private String taggedFile(String caseId) throws InterruptedException {
        String fileId = first("POST /v1/partner/files", "/file_id");
        String path = "/cases/" + caseId + "/files/" + fileId;
        server.partner().post("/v1/partner" + path, Map.of()).ok();
        server.clinician(0)
                .put("/v1/clinician" + path + "/tags/" + thing("plain_tag"), Map.of("notes", "Blurred."))
                .ok();
        return fileId;
    }

    /** A tag that the usual patient has. */
    private String patientTag() throws InterruptedException {
        String tagId = tag(Map.of());
        server.partner()
                .post("/v1/partner/patients/" + thing("patient_id") + "/tags/" + tagId, Map.of())
                .ok();
        return tagId;
    }

    /** A tag of the clinician that it keeps at hand. */
    private String favoriteTag(String pointer) throws InterruptedException {
        JsonNode tag = send(operations.get("POST /v1/clinician/tags")).ok();
        server.clinician(0)
                .post("/v1/clinician/tags/" + tag.path("id").asString("") + "/favorite", Map.of())
                .ok();
        return tag.at(pointer).asString("");
    }

    private String licence(DemoFile.DemoClinician of, String type) {
        JsonNode licences = server.admin()
                .get("/web/clinicians/" + of.clinicianId() + "/licenses")
                .ok()
                .path("data");
        return licences.valueStream()
                .filter(one -> one.path("type").asString("").equals(type))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString("");
    }

    private String state(String name) {
        return server.partner()
                .get("/v1/partner/metadata/states?search=" + name)
                .ok()
                .at("/0/state_id")
                .asString("");
    }

    /** A patient with a name of its own and two cases with all that a case can hold. */
    private String busyPatient() throws InterruptedException {
        String usual = thing("patient_id");
        ObjectNode body = (ObjectNode) filled(JSON.readTree(
                String.valueOf(operations.get("POST /v1/partner/patients").body())));
        body.put("last_name", "Busy" + UUID.randomUUID().toString().substring(0, 8));
        String patientId = server.partner()
                .post("/v1/partner/patients", body)
                .ok()
                .path("patient_id")
                .asString("");
        String earlier = thing("earlier_case");
        kept.put("patient_id", patientId);
        kept.remove("earlier_case");
        theCase("assigned_case");
        theCase("assigned_case");
        kept.put("patient_id", usual);
        kept.put("earlier_case", earlier);
        return patientId;
    }

    private String patientCode(String email) throws InterruptedException {
        server.partner()
                .post("/v1/partner/patients/auth/2fa", Map.of("email", email))
                .ok();
        return letterTo(email);
    }

    private String leftPatient() throws InterruptedException {
        String patientId = thing("spare_patient");
        server.clinician(0).delete("/v1/clinician/patients/" + patientId).ok();
        return patientId;
    }

    private String leavingClinician() throws InterruptedException {
        send(operations.get("PUT /web/clinicians/{clinician}/states/{state}")).ok();
        return thing("spare_clinician");
    }

    /** The query of a signed link of the support staff. */
    private String loginLink() {
        Map<String, String> link = server.loginLink(staff().email());
        return "expires=" + link.get("expires") + "&signature=" + link.get("signature");
    }

    /** One more sign-in of the leaver. */
    private String device() throws InterruptedException {
        JsonNode devices = server.anybody()
                .token(signIn("access_token"))
                .get("/web/user/devices")
                .ok();
        return devices.valueStream()
                .filter(device -> device.path("is_current").asBoolean(false))
                .findFirst()
                .orElseThrow()
                .path("device_id")
                .asString("");
    }

    /** Somebody who was just invited and has signed in. */
    private Client newcomer() throws InterruptedException {
        String email = first("POST /web/panel-users", "/email");
        String password = "quiet-harbour-41";
        Map<String, String> chosen = Map.of("email", email, "password", password, "password_confirmation", password);
        server.anybody()
                .post("/web/user/password-resets/" + letterTo(email) + "/reset", chosen)
                .ok();
        return server.staff(email, password);
    }

    /** The assistant of the first clinician, who has had a case of the first partner. */
    private String assistant() throws InterruptedException {
        theCase("assigned_case");
        return server.world().users().medicalAssistant().userId().toString();
    }

    private String staffed(String name) throws InterruptedException {
        String internal = thing("internal_support_staff");
        server.admin()
                .put(
                        "/web/partners/" + partner().partnerId() + "/internal-support-staffs/" + internal,
                        Map.of("can_unlock_phi", true))
                .ok();
        return name.equals("staffed_partner") ? partner().partnerId().toString() : internal;
    }

    private String toldPatient() throws InterruptedException {
        String patientId = thing("patient_id");
        String log = "/web/partners/" + partner().partnerId() + "/webhooks?model_id=" + patientId;
        eventually(
                "its webhook was tried",
                () -> server.panelUser().get(log).ok().at("/data/0/attempts/0").has("number"));
        return patientId;
    }

    private String theCase(String name) throws InterruptedException {
        String template =
                String.valueOf(operations.get("POST /v1/partner/cases").body());
        if (name.equals("earlier_case")) {
            template = template.replace("\"{{earlier_case}}\"", "null");
        }
        ObjectNode body = (ObjectNode) filled(JSON.readTree(template));
        body.put("hold_status", name.equals("held_case"));
        body.put("is_additional_approval_needed", name.equals("approved_case"));
        String caseId = server.partner()
                .post("/v1/partner/cases", body)
                .ok()
                .path("case_id")
                .asString("");
        server.partner()
                .patch(
                        "/v1/partner/cases/" + caseId + "/tags/" + thing("steady_tag"),
                        Map.of("notes", "Sent by express."))
                .ok();
        if (!name.equals("held_case")) {
            becomes(caseId, "assigned");
        }
        switch (name) {
            case "waiting_case" -> move(caseId, "waiting");
            case "support_case" -> move(caseId, "support");
            case "cancelled_case" -> move(caseId, "cancelled");
            case "approved_case" -> move(caseId, "approved");
            case "processing_case" -> {
                move(caseId, "approved");
                becomes(caseId, "processing");
            }
            case "held_case" -> {}
            case "tagged_case" -> {
                server.partner()
                        .post("/v1/partner/cases/" + caseId + "/tags/" + thing("plain_tag"), Map.of())
                        .ok();
                move(caseId, "waiting");
            }
            case "sick_case" -> fallsSick(caseId);
            default -> move(caseId, "notes");
        }
        return caseId;
    }

    private void fallsSick(String caseId) throws InterruptedException {
        Map<String, String> disease = Map.of("disease_id", thing("other_disease"));
        server.partner()
                .post("/v1/partner/cases/" + caseId + "/diseases", disease)
                .ok();
    }

    private void move(String caseId, String verb) {
        server.clinician(0)
                .post("/v1/clinician/cases/" + caseId + "/" + verb, Map.of("reason", "made up", "text", "made up"))
                .ok();
    }

    private void becomes(String caseId, String status) throws InterruptedException {
        String path = "/v1/partner/cases/" + caseId;
        eventually(
                "the case is " + status,
                () -> server.partner().get(path).text("/case_status/name").equals(status));
    }

    private String signIn(String token) throws InterruptedException {
        Map<String, String> login = Map.of("email", staff().email(), "password", staff().password(), "code", code());
        return server.anybody().post("/web/user/login", login).ok().path(token).asString("");
    }

    private String code() throws InterruptedException {
        int before = server.letters(staff().email()).size();
        server.anybody()
                .post("/web/user/passcodes", Map.of("email", staff().email(), "password", staff().password()))
                .ok();
        eventually("a code is mailed", () -> server.letters(staff().email()).size() > before);
        return server.letters(staff().email()).at("/0/code").asString("");
    }

    private String invited() throws InterruptedException {
        String email = UUID.randomUUID() + "@people.example";
        ObjectNode body = (ObjectNode) filled(JSON.readTree(
                String.valueOf(operations.get("POST /web/partners").body())));
        ((ObjectNode) body.path("panel_user")).put("email", email);
        server.admin().post("/web/partners", body).ok();
        return email;
    }

    private String letterTo(String email) throws InterruptedException {
        eventually("the invitation is mailed", () -> !server.letters(email).isEmpty());
        return server.letters(email).at("/0/code").asString("");
    }

    private DemoFile.DemoPartner partner() {
        return server.world().partners().getFirst();
    }

    private DemoFile.DemoEnvironment sandbox() {
        return partner().environments().sandbox();
    }

    private DemoFile.DemoClinician clinician(int index) {
        return server.world().users().clinicians().get(index);
    }

    private DemoFile.Login staff() {
        return server.world().users().supportStaff();
    }
}
