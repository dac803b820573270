package io.careloom.sandbox.story;

import io.careloom.kernel.Allowed;
import io.careloom.sandbox.DemoFile;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Plays one case through the public API: a partner's program creates patient and case with an offering, a clinician licensed
 * in the patient's state approves it, the prescription reaches the simulated network, the pharmacy ships, and the partner's
 * server receives every step, up to the tracking number, as a signed webhook.
 */
@Allowed(rule = "ChanceTest", because = "it is a partner's program, outside the server it talks to")
public final class Story {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** What follows the approval; which of the two rooms tells first, the case's or the orders', is open. */
    private static final Set<String> AFTERWARDS = Set.of(
            "prescription_submitted",
            "offering_submitted",
            "case_completed",
            "order_status_changed",
            "order_tracking_number_changed");

    private static final String AUTHORIZATION = "Bearer story-receiver";

    private final DemoFile demo;
    private final Consumer<String> say;
    private final Api server;
    private int webhooks;

    /** A story on a running demo server; each step is told in one line. */
    public Story(DemoFile demo, Consumer<String> say) {
        this.demo = demo;
        this.say = say;
        this.server = new Api(demo.baseUrl(), null);
    }

    /**
     * Plays it to the end.
     *
     * @throws StoryFailed when a step, a state or a signature was wrong
     */
    public void play() throws InterruptedException {
        try (Receiver receiver = new Receiver()) {
            play(receiver);
        } catch (IOException e) {
            throw new StoryFailed("the partner's receiver could not listen: " + e.getMessage());
        }
    }

    private void play(Receiver receiver) throws InterruptedException {
        DemoFile.PanelUser user = demo.users().panelUser();
        Api panel = staffSignsIn(user.email(), user.password());
        register(panel, receiver);
        Api partner = partnerSignsIn();
        String patientId = createPatient(partner);
        heard(receiver, "patient_created", "patient_id", patientId);
        String caseId = createCase(partner, patientId);
        heard(receiver, "case_created", "case_id", caseId);
        heard(receiver, "case_assigned_to_clinician", "case_id", caseId);
        Api clinician = clinicianSignsIn(partner, caseId);
        clinician.post("/v1/clinician/cases/" + caseId + "/notes", Map.of("text", "Photos reviewed, no red flags."));
        heard(receiver, "clinical_note_created", "case_id", caseId);
        clinician.post("/v1/clinician/cases/" + caseId + "/approved", Map.of());
        say.accept("The clinician approves the case.");
        heard(receiver, "case_approved", "case_id", caseId);
        heard(receiver, "case_processing", "case_id", caseId);
        say.accept("The prescription goes to the pharmacy, which ships after some seconds.");
        heardAll(receiver, caseId);
        String status = partner.get("/v1/partner/cases/" + caseId)
                .path("case_status")
                .path("name")
                .asString("");
        if (!status.equals("completed")) {
            throw new StoryFailed("the case ended as " + status);
        }
        String shipped = partner.get("/v1/partner/cases/" + caseId + "/offerings")
                .at("/0/order_details")
                .asString("");
        if (!shipped.startsWith("Tracking Number: ")) {
            throw new StoryFailed("the offering has no tracking number, but: " + shipped);
        }
        say.accept("The partner's program reads " + shipped + ".");
        panel.patch(settings(), Map.of("webhook_url", sandbox().webhookUrl()));
        say.accept("The treatment is on its way; " + webhooks + " webhooks arrived, every signature was right.");
    }

    private void register(Api panel, Receiver receiver) throws InterruptedException {
        DemoFile.DemoPartner partner = demo.partners().getFirst();
        DemoFile.DemoEnvironment sandbox = sandbox();
        panel.patch(
                settings(),
                Map.of(
                        "webhook_url", receiver.url(),
                        "webhook_secret", sandbox.webhookSecret(),
                        "webhook_authorization", AUTHORIZATION));
        receiver.expect(new Receiver.Secrets(sandbox.webhookSecret(), AUTHORIZATION));
        say.accept(partner.name() + " registers its webhook address " + receiver.url() + ".");
    }

    private String settings() {
        return "/web/partners/" + demo.partners().getFirst().partnerId() + "/environments/"
                + sandbox().settingsId();
    }

    private DemoFile.DemoEnvironment sandbox() {
        return demo.partners().getFirst().environments().sandbox();
    }

    private Api partnerSignsIn() throws InterruptedException {
        JsonNode token = server.post(
                "/v1/partner/auth/token",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        sandbox().clientId().toString(),
                        "client_secret",
                        sandbox().clientSecret(),
                        "scope",
                        "*"));
        say.accept("Its program fetches an access token.");
        return server.as(token.path("access_token").asString(""));
    }

    private String createPatient(Api partner) throws InterruptedException {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        JsonNode patient = partner.post(
                "/v1/partner/patients",
                Map.ofEntries(
                        Map.entry("first_name", "Marisol"),
                        Map.entry("last_name", "Quentin"),
                        Map.entry("email", "marisol." + unique + "@patients.example"),
                        Map.entry("date_of_birth", "1988-04-12"),
                        Map.entry("gender", 2),
                        Map.entry("phone_number", "(213) 555-0142"),
                        Map.entry("phone_type", 2),
                        Map.entry("metadata", "shop order " + unique),
                        Map.entry(
                                "address",
                                Map.of(
                                        "address", "118 Alder Street",
                                        "city_name", "Los Angeles",
                                        "state_name", "California",
                                        "zip_code", "90012"))));
        String patientId = patient.path("patient_id").asString("");
        say.accept("It creates the patient " + patientId + " in California.");
        return patientId;
    }

    private String createCase(Api partner, String patientId) throws InterruptedException {
        JsonNode created = partner.post(
                "/v1/partner/cases",
                Map.of(
                        "patient_id",
                        patientId,
                        "metadata",
                        "order 1042",
                        "case_offerings",
                        List.of(Map.of("offering_id", treatment().id())),
                        "case_questions",
                        List.of(Map.of(
                                "question", "Which treatment have you tried before?",
                                "answer", "A benzoyl peroxide wash",
                                "type", "string",
                                "important", true))));
        String caseId = created.path("case_id").asString("");
        say.accept("It submits the case " + caseId + " with the offering "
                + treatment().title() + ".");
        return caseId;
    }

    private DemoFile.DemoOffering treatment() {
        return demo.partners().getFirst().offerings().getFirst();
    }

    private Api clinicianSignsIn(Api partner, String caseId) throws InterruptedException {
        String holder = partner.get("/v1/partner/cases/" + caseId)
                .path("case_assignment")
                .path("clinician")
                .path("clinician_id")
                .asString("");
        DemoFile.DemoClinician clinician = demo.users().clinicians().stream()
                .filter(one -> one.clinicianId().toString().equals(holder))
                .findFirst()
                .orElseThrow(() -> new StoryFailed("the case was assigned to nobody of the demo"));
        if (!clinician.states().contains("CA")) {
            throw new StoryFailed("the case went to a clinician without a licence in California");
        }
        say.accept("The case is assigned to a clinician licensed in California.");
        int lettersBefore = letters(clinician.email()).size();
        server.post(
                "/v1/clinician/auth/login", Map.of("username", clinician.email(), "password", clinician.password()));
        JsonNode token = server.post(
                "/v1/clinician/auth/2fa/validate",
                Map.of(
                        "email", clinician.email(),
                        "password", clinician.password(),
                        "code", code(clinician.email(), lettersBefore)));
        say.accept("The clinician signs in with a one-time code.");
        return server.as(token.path("access_token").asString(""));
    }

    private Api staffSignsIn(String email, String password) throws InterruptedException {
        int lettersBefore = letters(email).size();
        server.post("/web/user/passcodes", Map.of("email", email, "password", password));
        JsonNode token = server.post(
                "/web/user/login", Map.of("email", email, "password", password, "code", code(email, lettersBefore)));
        return server.as(token.path("access_token").asString(""));
    }

    private JsonNode letters(String email) throws InterruptedException {
        return server.get("/sandbox/outbox?to=" + email);
    }

    /** The code in the newest letter, once there are more letters than before. */
    private String code(String email, int lettersBefore) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode letters = letters(email);
            if (letters.size() > lettersBefore) {
                return letters.path(0).path("code").asString("");
            }
            Thread.sleep(20);
        }
        throw new StoryFailed("no one-time code was sent");
    }

    /** Each of {@link #AFTERWARDS} at least once, the tracking number last. */
    private void heardAll(Receiver receiver, String caseId) throws InterruptedException {
        Set<String> open = new HashSet<>(AFTERWARDS);
        while (!open.isEmpty()) {
            Receiver.Received next = verified(receiver, String.join(", ", open));
            if (!AFTERWARDS.contains(next.event())
                    || !next.body().path("case_id").asString("").equals(caseId)) {
                throw new StoryFailed("expected the webhooks " + open + ", got " + next.event());
            }
            open.remove(next.event());
        }
    }

    private void heard(Receiver receiver, String event, String key, String id) throws InterruptedException {
        Receiver.Received next = verified(receiver, event);
        if (!next.event().equals(event) || !next.body().path(key).asString("").equals(id)) {
            throw new StoryFailed("expected the webhook " + event + ", got " + next.event());
        }
    }

    private Receiver.Received verified(Receiver receiver, String wanted) throws InterruptedException {
        Receiver.Received next = receiver.next(PATIENCE);
        if (next == null) {
            throw new StoryFailed("the webhook " + wanted + " did not come");
        }
        if (next.fault() != null) {
            throw new StoryFailed("the webhook " + next.event() + " was not signed right: " + next.fault());
        }
        webhooks++;
        say.accept("  webhook " + next.event() + ", signature verified");
        return next;
    }
}
