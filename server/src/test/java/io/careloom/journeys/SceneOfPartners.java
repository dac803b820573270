package io.careloom.journeys;

import static io.careloom.testing.Eventually.eventually;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Partners with their environments, credentials, webhooks and charges. */
final class SceneOfPartners implements ScenePart {
    private static final String PARTNER = """
            {"slack_channel_id": "C01", "address": {"address": "4 Mill Lane", "address2": "", "zip_code": "94601",
             "city_name": "Oakland", "state_id": "{{state_id}}"}}""";

    private final Scene scene;

    SceneOfPartners(Scene scene) {
        this.scene = scene;
    }

    @Override
    public @Nullable String make(String name) throws InterruptedException {
        return switch (name) {
            case "active_partner" -> active();
            case "partner" -> scene.partner().partnerId().toString();
            case "other_partner" ->
                scene.server().world().partners().getLast().partnerId().toString();
            case "environment" ->
                scene.partner().environments().sandbox().settingsId().toString();
            case "environment_id" ->
                scene.partner().environments().sandbox().environmentId().toString();
            case "client_id" ->
                scene.partner().environments().sandbox().clientId().toString();
            case "client_secret" -> scene.partner().environments().sandbox().clientSecret();
            case "webhook" -> scene.first("GET /web/partners/{partner}/webhooks", "/data/0/id");
            case "bare_partner" -> scene.first("POST /web/partners", "/id");
            case "spare_partner" -> scene.thing("bare_partner");
            case "spare_environment" -> scene.first("POST /web/partners/{partner}/environments", "/id");
            case "spare_credential" -> scene.first("POST /web/partners/{partner}/credentials", "/id");
            case "charge", "spare_charge" -> scene.first("POST /web/partners/{partner}/additional-charges", "/id");
            case "charged_partner" -> charged();
            case "invited_email" -> invited();
            case "invited_token" -> scene.letterTo(scene.thing("invited_email"));
            default -> null;
        };
    }

    /** The first partner, which has a charge that was added by hand. */
    private String charged() throws InterruptedException {
        scene.thing("charge");
        return scene.thing("partner");
    }

    /** The first partner, once its newest case is known to its activity. */
    private String active() throws InterruptedException {
        scene.thing("assigned_case");
        String partner = scene.thing("partner");
        String path = "/web/user/partners?should_query_recently_active_partners=true&id=" + partner;
        eventually(
                "the partner is active",
                () -> scene.server().panelUser().get(path).ok().path("data").size() == 1);
        return partner;
    }

    private String invited() throws InterruptedException {
        String email = UUID.randomUUID() + "@people.example";
        ObjectNode body = scene.filled(scene.template("POST /web/partners"));
        ((ObjectNode) body.path("panel_user")).put("email", email);
        scene.server().admin().post("/web/partners", body).ok();
        return email;
    }

    /** The first partner gets a full profile. */
    void introduce() throws InterruptedException {
        scene.server()
                .admin()
                .patch("/web/partners/" + scene.partner().partnerId(), scene.text(PARTNER))
                .ok();
        scene.send(scene.operation("PATCH /web/partners/{partner}")).ok();
    }
}
