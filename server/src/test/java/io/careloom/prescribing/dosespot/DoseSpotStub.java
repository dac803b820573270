package io.careloom.prescribing.dosespot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A DoseSpot of its own on loopback, after its published description (REST API, version 2): tokens, patients,
 * prescriptions, pharmacies, insurances. Its pharmacies behave as those of the sandbox with the same number.
 */
final class DoseSpotStub implements AutoCloseable {
    static final String SUBSCRIPTION_KEY = "made-up-subscription";
    static final String CLINIC_KEY = "made-up&clinic=key";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PATIENT = Pattern.compile("/v2/api/patients/(\\d+)(/.*)?");
    private static final Pattern PRESCRIPTION = Pattern.compile("/prescriptions/(\\d+)(/.*)?");
    private static final List<Integer> PHARMACIES = List.of(13012, 9101, 9102, 9104, 9105);

    private final HttpServer server;
    private final Map<Integer, ObjectNode> patients = new HashMap<>();
    private final Map<Integer, ObjectNode> prescriptions = new HashMap<>();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Faults faults = new Faults();
    private int lastToken;
    private boolean tokensAreOver;

    /** A request as it came. */
    record Heard(String method, String path, String query, String authorization, String contentType, String body) {
        String line() {
            return method + " " + path;
        }
    }

    /** What goes wrong from now on. */
    static final class Faults {
        /** Requests from now on that get no answer, though they are done. */
        private int silences;

        /** A status that answers everything instead; 0 for none. */
        private int status;

        private String answer = "{}";
    }

    DoseSpotStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v2";
    }

    synchronized void silences(int requests) {
        faults.silences = requests;
    }

    synchronized void answersAll(int status, String body) {
        faults.status = status;
        faults.answer = body;
    }

    /** All tokens given out so far are over. */
    synchronized void endTokens() {
        tokensAreOver = true;
    }

    List<Heard> heard() {
        return heard;
    }

    long count(String line) {
        return heard.stream().filter(one -> one.line().equals(line)).count();
    }

    synchronized ObjectNode patient(int number) {
        return patients.getOrDefault(number, JSON.createObjectNode());
    }

    synchronized ObjectNode prescription(int number) {
        return prescriptions.getOrDefault(number, JSON.createObjectNode());
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        String query = exchange.getRequestURI().getQuery();
        Heard request = new Heard(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query == null ? "" : query,
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                body);
        heard.add(request);
        boolean known = SUBSCRIPTION_KEY.equals(exchange.getRequestHeaders().getFirst("Subscription-Key"));
        Answer answer = known ? answer(request) : new Answer(401, null);
        if (answer.status() == 0) {
            exchange.close();
            return;
        }
        byte[] bytes = String.valueOf(answer.body()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        // so that no request is repeated but by who is under test
        exchange.getResponseHeaders().add("Connection", "close");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Status 0 is silence. */
    private record Answer(int status, @Nullable Object body) {}

    private synchronized Answer answer(Heard request) {
        if (faults.status != 0) {
            return new Answer(faults.status, faults.answer);
        }
        Answer answer = request.path().equals("/v2/connect/token") ? token(request) : authorized(request);
        if (faults.silences > 0) {
            faults.silences--;
            return new Answer(0, null);
        }
        return answer;
    }

    private Answer token(Heard request) {
        boolean right = request.contentType().equals("application/x-www-form-urlencoded")
                && request.body().startsWith("grant_type=password&client_id=77&client_secret=made-up%26clinic%3Dkey")
                && request.body().contains("&username=88&")
                && request.body().contains("&scope=api");
        if (!right) {
            return new Answer(400, JSON.createObjectNode().put("error", "invalid_grant"));
        }
        lastToken++;
        tokensAreOver = false;
        return new Answer(
                200,
                JSON.createObjectNode()
                        .put("access_token", "token-" + lastToken)
                        .put("expires_in", 600)
                        .put("token_type", "Bearer"));
    }

    private Answer authorized(Heard request) {
        if (tokensAreOver || !request.authorization().startsWith("Bearer token-")) {
            return new Answer(401, JSON.createObjectNode().put("Message", "Authorization has been denied."));
        }
        String path = request.path();
        if (path.startsWith("/v2/api/pharmacies")) {
            return ok(pharmacies(request));
        }
        if (path.equals("/v2/api/medications/select")) {
            return ok(DoseSpotSamples.drug(request.query()));
        }
        if (path.startsWith("/v2/api/priorAuths/4711/")) {
            return ok(DoseSpotSamples.authorization(path));
        }
        if (path.equals("/v2/api/patients/search")) {
            return ok(
                    list(patients.values().stream().map(ObjectNode.class::cast).toList(), request));
        }
        if (path.equals("/v2/api/patients")) {
            return ok(created(patients, 5001, request, "PatientId"));
        }
        Matcher patient = PATIENT.matcher(path);
        if (!patient.matches() || !patients.containsKey(Integer.parseInt(patient.group(1)))) {
            return ok(refusal("There is no such patient."));
        }
        int number = Integer.parseInt(patient.group(1));
        return patient.group(2) == null ? changed(number, request) : below(number, patient.group(2), request);
    }

    private Answer changed(int number, Heard request) {
        ObjectNode body = (ObjectNode) JSON.readTree(request.body());
        patients.put(number, body.put("PatientId", number));
        return request.method().equals("PUT") ? ok(done()) : new Answer(405, null);
    }

    private Answer below(int patient, String path, Heard request) {
        Matcher one = PRESCRIPTION.matcher(path);
        if (one.matches()) {
            return ok(of(patient, Integer.parseInt(one.group(1)), String.valueOf(one.group(2))));
        }
        return switch (path) {
            case "/prescriptions/coded", "/prescriptions/supply", "/prescriptions/compiledcompound" ->
                ok(noted(patient, request));
            case "/prescriptions/send" -> sent(patient, JSON.readTree(request.body()));
            case "/prescriptions" ->
                request.method().equals("DELETE")
                        ? ok(deleted(patient, JSON.readTree(request.body())))
                        : ok(list(ofPatient(patient), request));
            case "/eligibilities" -> ok(DoseSpotSamples.eligibilities(patient));
            case "/formulary", "/prescriptionbenefits" -> ok(DoseSpotSamples.coverage(patient, request.query()));
            case "/medications/history/consent" -> ok(done());
            case "/medications/history" -> ok(DoseSpotSamples.history(request.query()));
            case "/priorAuths" -> ok(DoseSpotSamples.authorizations(prescriptions.keySet()));
            default -> new Answer(404, JSON.createObjectNode().put("Message", "No HTTP resource was found."));
        };
    }

    private List<ObjectNode> ofPatient(int patient) {
        return prescriptions.values().stream()
                .filter(one -> one.path("Owner").asInt(0) == patient)
                .toList();
    }

    private ObjectNode noted(int patient, Heard request) {
        ObjectNode body = (ObjectNode) JSON.readTree(request.body());
        if (!PHARMACIES.contains(body.path("PharmacyId").asInt(0))) {
            return refusal("The pharmacy cannot be found.");
        }
        ObjectNode answer = created(prescriptions, 155_501, request, "PrescriptionId");
        prescription(answer.path("Id").asInt())
                .put("Owner", patient)
                .put("Status", "Entered")
                .put("MedicationStatus", "Active");
        return answer;
    }

    private Answer sent(int patient, JsonNode body) {
        int number = body.at("/PrescriptionIds/0").asInt(0);
        ObjectNode prescription = prescription(number);
        int pharmacy = prescription.path("PharmacyId").asInt(0);
        ArrayNode answer = JSON.createArrayNode();
        if (pharmacy == 9101) {
            return ok(answer.add(refusal("The pharmacy takes no electronic prescriptions.")));
        }
        prescription.put("Times", prescription.path("Times").asInt(0) + 1);
        prescription.put(
                "Status",
                switch (pharmacy) {
                    case 9102 -> "Error";
                    case 9105 -> "eRxSent";
                    default -> "PharmacyVerified";
                });
        return pharmacy == 9104 && prescription.path("Owner").asInt() == patient
                ? new Answer(0, null)
                : ok(answer.add(done().put("Id", number)));
    }

    private ArrayNode deleted(int patient, JsonNode body) {
        int number = body.at("/PrescriptionIds/0").asInt(0);
        prescription(number).put("Status", "Deleted").put("Owner", patient);
        return JSON.createArrayNode().add(done().put("Id", number));
    }

    private ObjectNode of(int patient, int number, String rest) {
        ObjectNode prescription = prescription(number);
        if (prescription.path("Owner").asInt(0) != patient) {
            return refusal("The prescription cannot be found.");
        }
        return switch (rest) {
            case "/log" -> {
                ObjectNode answer = done();
                answer.putArray("Items").addAll(DoseSpotSamples.log());
                yield answer;
            }
            case "/cancel" -> {
                prescription.put("MedicationStatus", "CancelRequested");
                yield done();
            }
            default -> {
                ObjectNode answer = done();
                answer.set("Prescription", prescription);
                yield answer;
            }
        };
    }

    private static ObjectNode pharmacies(Heard request) {
        if (!request.path().endsWith("/search")) {
            String number = request.path().substring("/v2/api/pharmacies/".length());
            return number.equals("13012") ? item(DoseSpotSamples.pharmacy(13012, "Curexa")) : refusal("Not found.");
        }
        boolean first = request.query().contains("pageNumber=1");
        ObjectNode answer = done();
        ArrayNode items = answer.putArray("Items");
        int from = first ? 1 : 61;
        for (int number = from; number < from + 60; number++) {
            items.add(DoseSpotSamples.pharmacy(number, "Shop " + (200 - number)));
        }
        answer.putObject("PageResult").put("HasNext", first);
        return answer;
    }

    private static ObjectNode created(Map<Integer, ObjectNode> things, int firstNumber, Heard request, String idKey) {
        int number = firstNumber + things.size();
        things.put(number, ((ObjectNode) JSON.readTree(request.body())).put(idKey, number));
        return done().put("Id", number);
    }

    /** Two a page. */
    private static ObjectNode list(List<ObjectNode> all, Heard request) {
        Matcher asked = Pattern.compile("pageNumber=(\\d+)").matcher(request.query());
        int page = asked.find() ? Integer.parseInt(asked.group(1)) : 1;
        ObjectNode answer = done();
        ArrayNode items = answer.putArray("Items");
        all.stream().skip((page - 1) * 2L).limit(2).forEach(items::add);
        answer.putObject("PageResult").put("HasNext", all.size() > page * 2);
        return answer;
    }

    private static ObjectNode item(ObjectNode item) {
        ObjectNode answer = done();
        answer.set("Item", item);
        return answer;
    }

    private static ObjectNode done() {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("Result").put("ResultCode", "OK").put("ResultDescription", "");
        return answer;
    }

    private static ObjectNode refusal(String why) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("Result").put("ResultCode", "ERROR").put("ResultDescription", why);
        return answer;
    }

    private static Answer ok(JsonNode body) {
        return new Answer(200, body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
