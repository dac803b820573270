package io.careloom.patients.http;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import io.careloom.partners.PartnerProfile;
import io.careloom.patients.PatientWorld;
import io.careloom.testing.RoomServer;
import io.careloom.testing.RoomServer.Heard;
import io.careloom.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The operations on patients over HTTP, for a partner ({@code own}), its live side ({@code live}) and another partner. */
final class PatientServer implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    final TestDatabase database = TestDatabase.fresh();
    final PatientWorld world = new PatientWorld(database);
    final PartnerProfile partner = world.access.partner("Fernhollow Clinic");
    private final Map<String, Caller> callers = new ConcurrentHashMap<>();
    private final RoomServer server;

    PatientServer() {
        callers.put("own", world.program(partner, Environment.SANDBOX));
        callers.put("live", world.program(partner, Environment.LIVE));
        callers.put("other", world.program(world.access.partner("Brightwater Health"), Environment.SANDBOX));
        server = new RoomServer(
                database,
                List.of(
                        new PatientPartnerRoutes(world.patients, world.lists),
                        new PatientClinicianRoutes(world.patients, world.lists, world.deletions, world.exports),
                        PatientRecordRoutes.forPartners(world.history),
                        PatientRecordRoutes.forClinicians(world.history),
                        new PatientWebRoutes(world.patients, world.lists),
                        new PatientRequestRoutes(world.deletions, world.exports, world.signIns),
                        new PatientLinkRoutes(world.deletions, world.exports, world.letters)),
                this::caller,
                world.access.vault);
    }

    private Caller caller(String token) {
        Caller caller = callers.get(token);
        if (caller == null) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "unauthenticated", "Unauthenticated.");
        }
        return caller;
    }

    void admit(String token, Caller caller) {
        callers.put(token, caller);
    }

    Heard send(String method, String path, String token, @Nullable ObjectNode body) {
        return server.send(method, path, token, body == null ? null : body.toString());
    }

    Heard create(ObjectNode body) {
        return send("POST", "/v1/partner/patients", "own", body);
    }

    Heard patch(String patientId, String json) {
        return send("PATCH", "/v1/partner/patients/" + patientId, "own", object(json));
    }

    Heard get(String patientId) {
        return send("GET", "/v1/partner/patients/" + patientId, "own", null);
    }

    static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    /** What every creation must say, with an e-mail of its own. */
    static ObjectNode least() {
        return object("""
                {"first_name": "Odile", "last_name": "Marchetti", "gender": 2, "date_of_birth": "1984-02-29",
                 "phone_number": "(415) 555-2671", "phone_type": 2,
                 "address": {"address": "12 Larkspur Row", "zip_code": "80247", "city_name": "Denver",
                             "state_name": "Colorado"}}""").put("email", PatientWorld.email());
    }

    /** The same with one field, by its path, being this JSON; {@code undefined} takes it away. */
    static ObjectNode with(ObjectNode body, String path, String json) {
        ObjectNode at = body;
        String name = path;
        if (path.contains(".")) {
            at = (ObjectNode) body.get(path.substring(0, path.indexOf('.')));
            name = path.substring(path.indexOf('.') + 1);
        }
        if (json.equals("undefined")) {
            at.remove(name);
        } else {
            at.set(name, JSON.readTree(json));
        }
        return body;
    }

    @Override
    public void close() {
        server.close();
        world.close();
        database.close();
    }
}
