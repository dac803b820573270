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
import java.util.Objects;
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

    /** Things that a call uses up. */
    private static final Pattern ONCE =
            Pattern.compile("spare_.*|bare_.*|leaving_.*|invited_.*|staff_code|refresh_token|(?!earlier).*_case");

    private final TestServer server;
    private final Map<String, Operation> operations =
            Operation.all().stream().collect(Collectors.toMap(Operation::row, Function.identity()));
    private final SceneOfPeople people;
    private final List<ScenePart> parts;
    private final Map<String, String> kept = new HashMap<>();
    private final Map<String, String> ofThisCall = new HashMap<>();

    /** A scene on a server of its own, whose two Californian clinicians and first partner get a full profile. */
    Scene(TestServer server) throws InterruptedException {
        this.server = server;
        people = new SceneOfPeople(this);
        SceneOfClinicians clinicians = new SceneOfClinicians(this);
        SceneOfPartners partners = new SceneOfPartners(this);
        parts = List.of(
                partners,
                people,
                clinicians,
                new SceneOfPlaces(this),
                new SceneOfCatalog(this),
                new SceneOfPatients(this),
                new SceneOfPharmacies(this),
                new SceneOfCases(this),
                new SceneOfLines(this),
                new SceneOfPrescriptions(this),
                new SceneOfTags(this),
                new SceneOfOfferings(this),
                new SceneOfFiles(this),
                new SceneOfOrders(this));
        clinicians.introduce();
        partners.introduce();
    }

    /** What the server answers to the documented request. */
    Client.Reply call(Operation operation) throws InterruptedException {
        ofThisCall.clear();
        return send(operation);
    }

    /** The same within a call: things that it uses up stay. */
    Client.Reply send(Operation operation) throws InterruptedException {
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
    @SuppressWarnings("unchecked")
    <T extends JsonNode> T filled(T body) throws InterruptedException {
        return (T) JSON.readTree(text(body.toString()));
    }

    /** The text with its things. */
    String text(String template) throws InterruptedException {
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
            case "newcomer" -> people.newcomer();
            case "leaver" -> server.anybody().token(people.signIn("access_token"));
            default -> throw new IllegalArgumentException(who);
        };
    }

    /** The id, word or secret that a name stands for. */
    String thing(String name) throws InterruptedException {
        return switch (name) {
            case "fresh_email" -> UUID.randomUUID() + "@people.example";
            case "fresh_key" -> UUID.randomUUID().toString();
            case "platform" -> "api";
            case "status" -> "assigned";
            default -> known(name);
        };
    }

    private String known(String name) throws InterruptedException {
        boolean once = ONCE.matcher(name).matches();
        Map<String, String> known = once ? ofThisCall : kept;
        String value = known.get(name);
        if (value == null) {
            value = fresh(name);
            known.put(name, value);
        }
        return value;
    }

    /** A thing made anew, though one of that name may be known. */
    String fresh(String name) throws InterruptedException {
        for (ScenePart part : parts) {
            String made = part.make(name);
            if (made != null) {
                return made;
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** From now on the name stands for this. */
    void keep(String name, String value) {
        kept.put(name, value);
    }

    /** The next call that names it makes it anew. */
    void forget(String name) {
        kept.remove(name);
    }

    /** What a documented operation, called as its facts say, answers at a pointer. */
    String first(String row, String pointer) throws InterruptedException {
        return send(operation(row)).ok().at(pointer).asString("");
    }

    /** The id, after the admin bound it to what the path names. */
    String tied(String path, String id) {
        server.admin().send("PUT", path + id, Map.of("priority", "normal")).ok();
        return id;
    }

    /** The code or token in the newest letter to an address. */
    String letterTo(String email) throws InterruptedException {
        eventually("the invitation is mailed", () -> !server.letters(email).isEmpty());
        return server.letters(email).at("/0/code").asString("");
    }

    /** The documented body of an operation, to be changed, its things not yet filled in. */
    ObjectNode template(String row) {
        return (ObjectNode) Objects.requireNonNull(operation(row).body(), row).deepCopy();
    }

    Operation operation(String row) {
        return Objects.requireNonNull(operations.get(row), row);
    }

    TestServer server() {
        return server;
    }

    /** The partner that most calls are about. */
    DemoFile.DemoPartner partner() {
        return server.world().partners().getFirst();
    }

    DemoFile.DemoClinician clinician(int index) {
        return server.world().users().clinicians().get(index);
    }
}
