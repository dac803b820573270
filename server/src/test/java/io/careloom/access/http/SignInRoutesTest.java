package io.careloom.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.access.AccessWorld;
import io.careloom.access.User;
import io.careloom.access.http.AccessServer.Heard;
import io.careloom.kernel.Role;
import io.careloom.testing.TestDatabase;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignInRoutesTest {
    private static TestDatabase database;
    private static AccessServer server;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        server = new AccessServer(database);
    }

    @AfterAll
    static void close() {
        server.close();
        database.close();
    }

    private static String credentials(User person, String password, String code) {
        return """
                {"email": "%s", "password": "%s", "code": "%s"}
                """.formatted(person.email(), password, code);
    }

    private static Heard signIn(User person) {
        Heard asked = server.post("/web/user/passcodes", null, credentials(person, AccessWorld.PASSWORD, ""));
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body().toString()).isEqualTo("[]");
        String code = String.valueOf(server.world.nextLetter().code());
        return server.post("/web/user/login", null, credentials(person, AccessWorld.PASSWORD, code));
    }

    @Test
    void staffSignInToTheBackOffice() {
        User person = server.world.person(Role.ADMIN, Set.of());
        Heard tokens = signIn(person);

        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.text("token_type")).isEqualTo("Bearer");
        assertThat(tokens.body().path("expires_in").asInt()).isEqualTo(86_400);
        assertThat(tokens.text("refresh_token")).isNotEmpty();
        Heard self = server.get("/web/user", tokens.text("access_token"));
        assertThat(self.status()).isEqualTo(200);
        assertThat(self.text("id")).isEqualTo(person.userId().toString());
        assertThat(self.text("email")).isEqualTo(person.email());
        assertThat(self.text("role")).isEqualTo("admin");
        assertThat(self.body().path("permissions").toString()).isEqualTo("[\"live\",\"sandbox\"]");
        assertThat(self.body().has("password_hash")).isFalse();
        assertThat(self.body().path("deleted_at").isNull()).isTrue();
    }

    @Test
    void aCliniciansTokenWorksOnBothSurfaces() {
        User person = server.world.person(Role.CLINICIAN, Set.of());
        String login = """
                {"username": "%s", "password": "%s"}
                """.formatted(person.email(), AccessWorld.PASSWORD);
        assertThat(server.post("/v1/clinician/auth/login", null, login).body().toString())
                .isEqualTo("[]");
        String code = String.valueOf(server.world.nextLetter().code());
        Heard tokens =
                server.post("/v1/clinician/auth/2fa/validate", null, credentials(person, AccessWorld.PASSWORD, code));

        assertThat(tokens.status()).isEqualTo(200);
        String token = tokens.text("access_token");
        assertThat(server.get("/web/user", token).status()).isEqualTo(200);
        Heard environments = server.get("/clinician/metadata/environments?per_page=10", token);
        assertThat(environments.body().path("data").size()).isEqualTo(2);
        assertThat(environments.body().path("meta").path("total").asInt()).isEqualTo(2);
    }

    @Test
    void aWrongCodeIsUnauthorizedWithAReason() {
        User person = server.world.person(Role.ADMIN, Set.of());
        server.post("/web/user/passcodes", null, credentials(person, AccessWorld.PASSWORD, ""));
        String code = String.valueOf(server.world.nextLetter().code());
        for (int i = 0; i < 5; i++) {
            Heard refused = server.post("/web/user/login", null, credentials(person, AccessWorld.PASSWORD, "WRONG1"));
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text("code")).isEqualTo("invalid_credentials");
            assertThat(refused.text("message")).isNotEmpty();
        }

        assertThat(server.post("/web/user/login", null, credentials(person, AccessWorld.PASSWORD, code))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anUnknownEmailIsAnsweredLikeAKnownOne() {
        User known = server.world.person(Role.ADMIN, Set.of());
        String unknown = """
                {"email": "who.is.this@staff.example", "password": "wrong-password", "code": "ABC234"}
                """;

        Heard wrong = server.post("/web/user/passcodes", null, credentials(known, "wrong-password", ""));
        Heard nobody = server.post("/web/user/passcodes", null, unknown);
        assertThat(nobody.status()).isEqualTo(wrong.status());
        assertThat(nobody.body()).isEqualTo(wrong.body());
        Heard wrongLogin = server.post("/web/user/login", null, credentials(known, "wrong-password", "ABC234"));
        Heard nobodysLogin = server.post("/web/user/login", null, unknown);
        assertThat(nobodysLogin.status()).isEqualTo(wrongLogin.status()).isEqualTo(401);
        assertThat(nobodysLogin.text("message")).isEqualTo(wrongLogin.text("message"));
    }

    @Test
    void tenFailuresLockTheEmail() {
        User person = server.world.person(Role.ADMIN, Set.of());
        for (int i = 0; i < 10; i++) {
            server.post("/web/user/login", null, credentials(person, "wrong-password", "ABC234"));
        }

        Heard locked = server.post("/web/user/login", null, credentials(person, AccessWorld.PASSWORD, "ABC234"));
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.text("code")).isEqualTo("too_many_attempts");
    }

    @Test
    void reUseOfARefreshTokenRevokesItsFamily() {
        Heard first = signIn(server.world.person(Role.CLINICIAN, Set.of()));
        Heard second = refresh(first);
        assertThat(second.status()).isEqualTo(200);

        assertThat(refresh(first).status()).isEqualTo(401);

        assertThat(refresh(second).status()).isEqualTo(401);
        assertThat(server.get("/web/user", second.text("access_token")).status())
                .isEqualTo(401);
    }

    private static Heard refresh(Heard tokens) {
        return server.post(
                "/v1/clinician/auth/refresh", null, "{\"refresh_token\": \"" + tokens.text("refresh_token") + "\"}");
    }

    @Test
    void logoutIsRefusedFromThenOn() {
        User person = server.world.person(Role.SUPPORT_STAFF, Set.of());
        String phone = signIn(person).text("access_token");
        String laptop = signIn(person).text("access_token");
        String tablet = signIn(person).text("access_token");

        Heard left = server.post("/web/user/logout", phone, "");
        assertThat(left.status()).isEqualTo(200);
        assertThat(left.body().toString()).isEqualTo("[]");
        assertThat(server.get("/web/user", phone).status()).isEqualTo(401);
        assertThat(server.get("/web/user", laptop).status()).isEqualTo(200);

        assertThat(server.post("/v1/clinician/auth/logout/all", laptop, "").status())
                .isEqualTo(200);
        assertThat(server.get("/web/user", laptop).status()).isEqualTo(401);
        assertThat(server.get("/web/user", tablet).status()).isEqualTo(401);
    }

    @Test
    void aForgottenPasswordIsSetAnewByTheMailedToken() {
        User person = server.world.person(Role.PANEL_USER, Set.of());
        String asked = "{\"email\": \"" + person.email() + "\"}";
        assertThat(server.post("/web/user/password-resets", null, asked).body().toString())
                .isEqualTo("[]");
        String token = String.valueOf(server.world.nextLetter().code());
        String path = "/web/user/password-resets/" + token + "/reset";

        assertThat(server.post(path, null, reset(person, "short", "short"))
                        .body()
                        .path("errors")
                        .has("password"))
                .isTrue();
        assertThat(server.post(path, null, reset(person, "rolling-meadow-77", "rolling-meadow-78"))
                        .body()
                        .path("errors")
                        .has("password_confirmation"))
                .isTrue();
        Heard done = server.post(path, null, reset(person, "rolling-meadow-77", "rolling-meadow-77"));

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body().toString()).isEqualTo("[]");
        assertThat(server.post(path, null, reset(person, "rolling-meadow-79", "rolling-meadow-79"))
                        .status())
                .isEqualTo(422);
        assertThat(server.world.hasPassword(person.email(), "rolling-meadow-77"))
                .isTrue();
    }

    private static String reset(User person, String password, String confirmation) {
        return """
                {"email": "%s", "password": "%s", "password_confirmation": "%s"}
                """.formatted(person.email(), password, confirmation);
    }

    @Test
    void theClinicianAppResetsWithTheTokenInTheBody() {
        User person = server.world.person(Role.CLINICIAN, Set.of());
        String asked = "{\"email\": \"" + person.email() + "\"}";
        server.post("/v1/clinician/auth/password/reset/request", null, asked);
        String token = String.valueOf(server.world.nextLetter().code());

        Heard done = server.post(
                "/v1/clinician/auth/password/reset/submit",
                null,
                reset(person, "rolling-meadow-77", "rolling-meadow-77")
                        .replace("{", "{\"token\": \"" + token + "\", "));

        assertThat(done.status()).isEqualTo(200);
        assertThat(server.world.hasPassword(person.email(), "rolling-meadow-77"))
                .isTrue();
    }
}
