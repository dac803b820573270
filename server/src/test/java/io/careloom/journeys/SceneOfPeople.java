package io.careloom.journeys;

import static io.careloom.testing.Eventually.eventually;

import io.careloom.sandbox.DemoFile;
import io.careloom.testing.Client;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Staff and panel users, how they sign in, and their devices. */
final class SceneOfPeople implements ScenePart {
    private final Scene scene;

    SceneOfPeople(Scene scene) {
        this.scene = scene;
    }

    @Override
    public @Nullable String make(String name) throws InterruptedException {
        return switch (name) {
            case "staff_email" -> staff().email();
            case "staff_password" -> staff().password();
            case "assistant_email" ->
                scene.server().world().users().medicalAssistant().email();
            case "assistant_password" ->
                scene.server().world().users().medicalAssistant().password();
            case "staff_code" -> code();
            case "refresh_token" -> signIn("refresh_token");
            case "support_staff", "support_staff_id" -> staff().userId().toString();
            case "internal_support_staff", "internal_support_staff_id" ->
                scene.server().world().users().internalSupportStaff().userId().toString();
            case "medical_assistant", "known_assistant" -> assistant();
            case "panel_user" ->
                scene.server().world().users().panelUser().userId().toString();
            case "staffed_partner", "attached_internal" -> staffed(name);
            case "spare_support_staff", "spare_internal_support_staff", "spare_medical_assistant" ->
                scene.first("POST /web/" + name.substring(6).replace('_', '-') + "s", "/id");
            case "spare_email" -> scene.first("POST /web/support-staffs", "/email");
            case "spare_member" -> scene.first("POST /web/partners/{partner}/support-staffs", "/id");
            case "spare_internal_member" ->
                scene.first("PUT /web/partners/{partner}/internal-support-staffs/{internal_support_staff}", "/id");
            case "spare_panel_user" -> scene.first("POST /web/partners/{partner}/panel-users", "/id");
            case "spare_panel_email" -> scene.first("POST /web/panel-users", "/email");
            case "spare_free_panel_user" -> scene.first("POST /web/panel-users", "/id");
            case "spare_device" -> device();
            case "spare_link" -> loginLink();
            case "spare_own_assistant" -> scene.first("POST /v1/clinician/medical-assistants", "/id");
            default -> null;
        };
    }

    /** The assistant of the first clinician, who has had a case of the first partner. */
    private String assistant() throws InterruptedException {
        scene.fresh("assigned_case");
        return scene.server().world().users().medicalAssistant().userId().toString();
    }

    private String staffed(String name) throws InterruptedException {
        String internal = scene.thing("internal_support_staff");
        scene.server()
                .admin()
                .put(
                        "/web/partners/" + scene.partner().partnerId() + "/internal-support-staffs/" + internal,
                        Map.of("can_unlock_phi", true))
                .ok();
        return name.equals("staffed_partner") ? scene.partner().partnerId().toString() : internal;
    }

    /** The query of a signed link of the support staff. */
    private String loginLink() {
        Map<String, String> link = scene.server().loginLink(staff().email());
        return "expires=" + link.get("expires") + "&signature=" + link.get("signature");
    }

    /** One more sign-in of the leaver. */
    private String device() throws InterruptedException {
        JsonNode devices = scene.server()
                .anybody()
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
    Client newcomer() throws InterruptedException {
        String email = scene.first("POST /web/panel-users", "/email");
        String password = "quiet-harbour-41";
        Map<String, String> chosen = Map.of("email", email, "password", password, "password_confirmation", password);
        scene.server()
                .anybody()
                .post("/web/user/password-resets/" + scene.letterTo(email) + "/reset", chosen)
                .ok();
        return scene.server().staff(email, password);
    }

    String signIn(String token) throws InterruptedException {
        Map<String, String> login = Map.of("email", staff().email(), "password", staff().password(), "code", code());
        return scene.server()
                .anybody()
                .post("/web/user/login", login)
                .ok()
                .path(token)
                .asString("");
    }

    private String code() throws InterruptedException {
        int before = scene.server().letters(staff().email()).size();
        scene.server()
                .anybody()
                .post("/web/user/passcodes", Map.of("email", staff().email(), "password", staff().password()))
                .ok();
        eventually(
                "a code is mailed",
                () -> scene.server().letters(staff().email()).size() > before);
        return scene.server().letters(staff().email()).at("/0/code").asString("");
    }

    private DemoFile.Login staff() {
        return scene.server().world().users().supportStaff();
    }
}
