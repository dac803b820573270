package io.careloom.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.platform.http.Route;
import io.careloom.testing.Client;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every documented operation answers as its sample does, and refuses as the design says. */
class OperationsTest {
    /** What no reference knows: the demo's letters, where mailed links lead, the list of partners for the console, our own document. */
    private static final Set<String> OURS = Set.of(
            "GET /sandbox/outbox",
            "GET /links/deletion/{token}",
            "POST /links/deletion/{token}",
            "GET /links/unsubscribe/{token}",
            "POST /links/unsubscribe/{token}",
            "GET /links/data/{token}",
            "GET /web/partners",
            "POST /pharmacies-api/callbacks/orders",
            "POST /dosespot/callbacks/notices",
            "GET /openapi.json",
            "GET /docs",
            "GET /docs/docs.js",
            "GET /docs/docs.css");

    private static final TestServer SERVER = TestServer.with(Map.of());
    private static final Scene SCENE = scene();
    private static final List<Operation> DOCUMENTED = Operation.all();
    private static final List<Exemption> EXEMPTIONS = Exemption.all();
    private static final Set<String> CALLED = new HashSet<>();
    private static final Set<Exemption> USED = new HashSet<>();

    private static Scene scene() {
        try {
            return new Scene(SERVER);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void everyExemptionIsNeeded() {
        SERVER.close();
        if (CALLED.size() == DOCUMENTED.size()) {
            assertThat(EXEMPTIONS).allMatch(one -> one.isAboutRequests() || USED.contains(one));
        }
    }

    static Stream<Operation> all() {
        return DOCUMENTED.stream();
    }

    static Stream<Operation> guarded() {
        return DOCUMENTED.stream().filter(operation -> !operation.isOpen());
    }

    static Stream<Operation> ofOneThing() {
        // a form is read and examined before the transaction that looks things up
        return guarded().filter(operation -> operation.path().contains("{") && operation.form() == null);
    }

    static Stream<Operation> moves() {
        return DOCUMENTED.stream().filter(Operation::isMove);
    }

    static Stream<Operation> withBody() {
        return DOCUMENTED.stream().filter(operation -> operation.body() != null);
    }

    static Stream<Arguments> neededFields() {
        return DOCUMENTED.stream()
                .flatMap(operation -> operation.needed().stream()
                        .filter(field -> EXEMPTIONS.stream().noneMatch(one -> one.frees(operation, field)))
                        .map(field -> Arguments.of(operation, field)));
    }

    @Test
    void theRouteTableHasTheDocumentedOperationsAndNoOther() {
        Set<String> documented = new HashSet<>(OURS);
        DOCUMENTED.forEach(operation -> documented.add(operation.row()));

        assertThat(SERVER.table().rows())
                .as("each row has its facts in spec/operations, and the other way round")
                .extracting(Route::id)
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @ParameterizedTest
    @MethodSource("all")
    void answersInTheDocumentedShape(Operation operation) throws InterruptedException {
        JsonNode documented = operation.answer();
        Client.Reply reply = SCENE.call(operation);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        List<Shape.Deviation> deviations = documented == null ? List.of() : Shape.deviations(reply.json(), documented);
        CALLED.add(operation.row());
        assertThat(unmeant(operation, deviations)).as(reply.body()).isEmpty();
    }

    private static List<Shape.Deviation> unmeant(Operation operation, List<Shape.Deviation> deviations) {
        List<Shape.Deviation> unmeant = new ArrayList<>(deviations);
        for (Exemption exemption : EXEMPTIONS) {
            if (unmeant.removeIf(deviation -> exemption.covers(operation, deviation))) {
                USED.add(exemption);
            }
        }
        return unmeant;
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void callersWithoutAGoodTokenAreUnauthorized(Operation operation) {
        String path = operation.path().replaceAll("\\{[^}]*}", UUID.randomUUID().toString());

        assertRefused(SERVER.anybody().token("made-up").send(operation.method(), path, null), 401, "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("ofOneThing")
    void unknownThingsAreNotFound(Operation operation) throws InterruptedException {
        String path = operation.path().replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        JsonNode body = operation.body();
        Client.Reply reply =
                SCENE.caller(operation.as()).send(operation.method(), path, body == null ? null : SCENE.filled(body));

        assertRefused(reply, 404, "not_found");
    }

    @ParameterizedTest
    @MethodSource("moves")
    void finalCasesAreNotMovedAndSayThatNothingIsOpen(Operation operation) throws InterruptedException {
        String path = operation.path().replaceAll("\\{[^}]*}", SCENE.thing("cancelled_case"));
        JsonNode body = operation.body();
        Client.Reply reply =
                SCENE.caller(operation.as()).send(operation.method(), path, body == null ? null : SCENE.filled(body));

        assertThat(reply.status()).as(reply.body()).isEqualTo(409);
        assertThat(reply.json().path("allowed_transitions").isArray()).isTrue();
        assertThat(reply.json().path("allowed_transitions")).isEmpty();
        assertThat(reply.text("/message")).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void unreadableBodiesAreRefused(Operation operation) throws InterruptedException {
        Client.Reply reply =
                SCENE.caller(operation.as()).send(operation.method(), SCENE.path(operation), "{\"half\": ");

        assertRefused(reply, 400, "unreadable");
    }

    @ParameterizedTest
    @MethodSource("neededFields")
    void eachNeededFieldIsAskedForByName(Operation operation, String field) throws InterruptedException {
        JsonNode body = operation.body();
        assertThat(body).isNotNull();
        String path = SCENE.path(operation);
        JsonNode less = SCENE.filled(body);
        String pointer = "/" + field.replace('.', '/');
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) less.at(pointer.substring(0, last))).remove(pointer.substring(last + 1));
        Client.Reply reply = SCENE.caller(operation.as()).send(operation.method(), path, less);

        assertRefused(reply, 422, "invalid");
        JsonNode reasons = reply.json().path("errors").path(field);
        assertThat(reasons.isArray()).as(reply.body()).isTrue();
        assertThat(reasons).isNotEmpty().allMatch(JsonNode::isString);
    }

    private static void assertRefused(Client.Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        JsonNode body = reply.json();
        assertThat(Set.of("message", "error", "code", "errors", "request_id")).containsAll(body.propertyNames());
        assertThat(reply.text("/message")).as(reply.body()).isNotBlank();
        assertThat(reply.text("/code")).as(reply.body()).isEqualTo(code);
        assertThat(reply.text("/request_id")).as(reply.body()).isEqualTo(reply.header("Request-Id"));
    }
}
