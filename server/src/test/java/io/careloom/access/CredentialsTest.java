package io.careloom.access;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.partners.CreatePartner;
import io.careloom.partners.PartnerProfile;
import io.careloom.testing.TestDatabase;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private static TestDatabase database;
    private static AccessWorld world;
    private static PartnerProfile own;
    private static PartnerProfile other;
    private static Caller panel;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new AccessWorld(database.database());
        own = world.partner("Fernhollow Clinic");
        other = world.partner("Brightwater Health");
        panel = world.caller(world.person(Role.PANEL_USER, Set.of(own.id())));
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    private static Credential create(Environment environment) {
        return world.write(tx ->
                world.credentials.create(tx, panel, own.id(), new CreateCredential("Shop back end", environment.id())));
    }

    private static AccessToken token(Credential credential) {
        return world.write(tx -> world.credentials.token(
                tx, new TokenRequest(null, credential.clientId().toString(), credential.clientSecret(), null)));
    }

    @Test
    void aTokenStandsForTheTenantOfItsCredential() {
        Credential credential = create(Environment.LIVE);
        Caller caller = world.access.authenticate(token(credential).accessToken());

        assertThat(credential.clientSecret()).matches("[A-Za-z0-9]{40}");
        assertThat(caller.id()).isEqualTo(credential.id());
        assertThat(caller.role()).isEqualTo(Role.PARTNER_CREDENTIAL);
        assertThat(caller.tenant()).isEqualTo(world.tenant(own.id(), Environment.LIVE));
        assertThat(caller.partnerId()).isEqualTo(own.id());
        assertThat(caller.scope().tenants()).containsExactly(caller.tenant());
        assertThat(caller.permissions()).doesNotContain(Permission.SIMULATE, Permission.SELF);
    }

    @Test
    void severalTokensOfOneCredentialAreValidAtOnce() {
        Credential credential = create(Environment.SANDBOX);
        AccessToken first = token(credential);
        AccessToken second = token(credential);

        assertThat(first.tokenType()).isEqualTo("Bearer");
        assertThat(first.expiresIn()).isEqualTo(86_400);
        assertThat(world.access.authenticate(first.accessToken()))
                .isEqualTo(world.access.authenticate(second.accessToken()));
        assertThat(world.access.authenticate(first.accessToken()).permissions()).contains(Permission.SIMULATE);
    }

    @Test
    void theSecretIsShownOnce() {
        Credential created = create(Environment.SANDBOX);

        Credential listed =
                world.read(tx -> world.credentials.list(tx, panel, own.id(), PageQuery.FIRST)).items().stream()
                        .filter(item -> item.id().equals(created.id()))
                        .findFirst()
                        .orElseThrow();

        assertThat(listed.clientSecret()).isNull();
        assertThat(listed.clientId()).isEqualTo(created.clientId());
        assertThat(listed.environmentId()).isEqualTo(Environment.SANDBOX.id());
    }

    @Test
    void theTokensOfADeletedCredentialAreRefused() {
        Credential credential = create(Environment.SANDBOX);
        String token = token(credential).accessToken();
        assertThat(world.access.authenticate(token).id()).isEqualTo(credential.id());

        world.write(tx -> {
            world.credentials.delete(tx, panel, own.id(), credential.id());
            return true;
        });

        assertRefused(Problem.Kind.UNAUTHENTICATED, () -> world.access.authenticate(token));
        assertRefused(Problem.Kind.UNAUTHENTICATED, () -> token(credential));
    }

    @Test
    void aRevocationReachesAnotherNode() throws InterruptedException {
        Credential credential = create(Environment.SANDBOX);
        String token = token(credential).accessToken();
        try (AccessWorld otherNode = new AccessWorld(database.database())) {
            assertThat(otherNode.access.authenticate(token).id()).isEqualTo(credential.id());

            world.write(tx -> {
                world.credentials.delete(tx, panel, own.id(), credential.id());
                return true;
            });

            eventually("the other node refuses it", () -> !isWelcome(otherNode, token));
        }
    }

    private static boolean isWelcome(AccessWorld node, String token) {
        try {
            node.access.authenticate(token);
            return true;
        } catch (Problem refused) {
            return false;
        }
    }

    @Test
    void anotherPartnersCredentialsAreNotFound() {
        Credential credential = create(Environment.SANDBOX);
        Caller stranger = world.caller(world.person(Role.PANEL_USER, Set.of(other.id())));

        assertRefused(
                Problem.Kind.NOT_FOUND,
                () -> world.read(tx -> world.credentials.list(tx, stranger, own.id(), PageQuery.FIRST)));
        assertRefused(
                Problem.Kind.NOT_FOUND,
                () -> world.write(tx -> {
                    world.credentials.delete(tx, stranger, other.id(), credential.id());
                    return true;
                }));
    }

    @Test
    void aSandboxOnlyPanelUserMakesNoLiveKey() {
        Caller sandboxOnly = world.caller(world.person(Role.PANEL_USER, Set.of(own.id()), Set.of(Environment.SANDBOX)));
        CreateCredential command = new CreateCredential("Shop", Environment.LIVE.id());

        assertRefused(
                Problem.Kind.INVALID,
                () -> world.write(tx -> world.credentials.create(tx, sandboxOnly, own.id(), command)));
    }

    @Test
    void theOperatorMakesAPartnerAndItsKeyInOneTransaction() {
        Credential key = world.write(tx -> {
            PartnerProfile made = world.partners.create(tx, AccessWorld.SYSTEM, CreatePartner.named("Hazelcombe"));
            return world.credentials.create(
                    tx, world.access.operator(tx), made.id(), new CreateCredential("Demo", Environment.SANDBOX.id()));
        });

        assertThat(world.access.authenticate(token(key).accessToken()).partnerId())
                .isEqualTo(key.partnerId());
    }

    @Test
    void wrongClientsAreRefusedInTheWordsOfOAuth() {
        Credential credential = create(Environment.SANDBOX);
        String id = credential.clientId().toString();

        assertInvalidClient(new TokenRequest("client_credentials", id, "wrong", "*"));
        assertInvalidClient(new TokenRequest("client_credentials", id, null, "*"));
        assertInvalidClient(new TokenRequest(null, UUID.randomUUID().toString(), credential.clientSecret(), null));
        assertInvalidClient(new TokenRequest(null, "not-an-id", credential.clientSecret(), null));
    }

    private static void assertInvalidClient(TokenRequest request) {
        assertThatThrownBy(() -> world.write(tx -> world.credentials.token(tx, request)))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED);
                    assertThat(problem.extras()).containsEntry("error", "invalid_client");
                    assertThat(problem.extras()).containsKey("error_description");
                });
    }

    private static void assertRefused(Problem.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
    }
}
