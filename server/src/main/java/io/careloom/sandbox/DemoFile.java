package io.careloom.sandbox;

import java.util.List;
import java.util.UUID;

/** What {@code demo.json} tells: where the demo server is, and every key and login of its invented world. */
public record DemoFile(String baseUrl, String outbox, List<DemoPartner> partners, Users users) {
    /** A partner with its keys; lists of things that do not exist yet are empty. */
    public record DemoPartner(
            String name,
            UUID partnerId,
            Environments environments,
            List<Object> questionnaires,
            List<DemoOffering> offerings,
            List<DemoTag> tags) {}

    /** Something that a partner offers; the type as the API has it ({@code App\\Models\\…}). */
    public record DemoOffering(UUID id, String title, String productType) {}

    /** A tag of a partner. */
    public record DemoTag(UUID id, String name, String key) {}

    /** Both environments of a partner. */
    public record Environments(DemoEnvironment sandbox, DemoEnvironment live) {}

    /**
     * One environment's keys.
     *
     * @param settingsId the row of {@code /web/partners/{partner}/environments} that holds the webhook address
     */
    public record DemoEnvironment(
            UUID environmentId,
            UUID settingsId,
            UUID tenantId,
            UUID clientId,
            String clientSecret,
            String webhookUrl,
            String webhookSecret,
            String webhookAuthorization) {}

    /** One user of each role, three clinicians. */
    public record Users(
            Login admin,
            PanelUser panelUser,
            List<DemoClinician> clinicians,
            Login supportStaff,
            Login internalSupportStaff,
            Login medicalAssistant) {}

    /** A login. */
    public record Login(UUID userId, String email, String password) {}

    /** A login of a partner's panel. */
    public record PanelUser(UUID userId, String email, String password, UUID partnerId) {}

    /** A clinician's login and the abbreviations of the states it is licensed in. */
    public record DemoClinician(UUID userId, UUID clinicianId, String email, String password, List<String> states) {}

    /** The same world under another address. */
    public DemoFile at(String url) {
        return new DemoFile(url, url + "/sandbox/outbox", partners, users);
    }
}
