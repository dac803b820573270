package io.careloom.orders.pharmacyapi;

import io.careloom.orders.FulfilmentGateway;
import io.careloom.orders.OrderReport;
import io.careloom.orders.OrderReport.Stage;
import io.careloom.orders.OrderReport.Tracking;
import io.careloom.orders.Shipment;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.outbound.GuardedClient;
import io.careloom.platform.outbound.GuardedClient.NoReply;
import io.careloom.platform.outbound.GuardedClient.Reply;
import io.careloom.platform.outbound.JsonPeer;
import io.careloom.platform.secrets.Secrets;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Orders at pharmacies by the PharmacyApi ({@code spec/pharmacy-api.md}). Each request is signed with its time, and carries
 * the key under which the pharmacy knows a repetition; what becomes of an order comes by callbacks, asking is the net below.
 */
public final class PharmacyApiGateway implements FulfilmentGateway {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LOOK = Duration.ofMinutes(30);
    private static final byte[] NOTHING = new byte[0];
    private static final Map<String, Stage> STAGES = Map.of(
            "created", Stage.CREATED,
            "received", Stage.RECEIVED,
            "fulfilled", Stage.FULFILLED,
            "failed", Stage.FAILED,
            "cancelled", Stage.CANCELLED);

    private final JsonPeer peer;
    private final String secret;
    private final Clocks clocks;

    /** The pharmacies behind this account. */
    public PharmacyApiGateway(GuardedClient http, PharmacyApiAccount account, Clocks clocks) {
        this.peer = new JsonPeer(http, account.baseUrl(), account.deadline());
        this.secret = account.secret();
        this.clocks = clocks;
    }

    @Override
    public OrderReport create(Shipment shipment) throws Refused, Unreachable {
        Reply reply = ask("POST", "/orders", JSON.writeValueAsBytes(order(shipment)), shipment.key());
        if (reply.status() / 100 == 4) {
            String details = read(reply).path("details").asString("");
            throw new Refused(
                    details.isBlank() ? "The pharmacy refused the order." : details,
                    new String(reply.body(), StandardCharsets.UTF_8));
        }
        return report(read(reply), clocks.now());
    }

    @Override
    public OrderReport look(Shipment shipment, Instant now) throws Unreachable {
        return report(read(found(ask("GET", path(shipment), NOTHING, shipment.key()))), now);
    }

    @Override
    public Duration lookEvery() {
        return LOOK;
    }

    @Override
    public OrderReport cancel(Shipment shipment, Instant now) throws Unreachable {
        Reply reply = ask("POST", path(shipment) + "/cancel", NOTHING, shipment.key() + "-cancel");
        return reply.status() == 409 ? look(shipment, now) : report(read(found(reply)), now);
    }

    private static String path(Shipment shipment) throws Unreachable {
        return "/orders/" + shipment.named();
    }

    private static Reply found(Reply reply) throws Unreachable {
        if (reply.status() / 100 != 2) {
            throw new Unreachable("status_" + reply.status());
        }
        return reply;
    }

    private Reply ask(String method, String path, byte[] body, String key) throws Unreachable {
        String time = Long.toString(clocks.now().getEpochSecond());
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes((method + "\n" + path + "\n" + key + "\n" + time + "\n").getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(body);
        Map<String, String> headers = Map.of(
                "Idempotency-Key",
                key,
                "Signature-Time",
                time,
                "Signature",
                Secrets.signature(secret, signed.toByteArray()));
        try {
            return peer.ask(new JsonPeer.Question(method, path, headers, body));
        } catch (NoReply e) {
            throw new Unreachable(e.reason());
        }
    }

    private static JsonNode read(Reply reply) throws Unreachable {
        try {
            return JsonPeer.read(reply);
        } catch (NoReply e) {
            throw new Unreachable(e.reason());
        }
    }

    private static OrderReport report(JsonNode answer, Instant now) throws Unreachable {
        Stage stage = STAGES.get(answer.path("status").asString(""));
        String id = JsonPeer.text(answer, "id");
        // the name becomes part of paths
        if (stage == null || id == null || !id.matches("[A-Za-z0-9._-]{1,255}")) {
            throw new Unreachable("unknown_answer");
        }
        String number = JsonPeer.text(answer.path("tracking"), "number");
        return new OrderReport(
                stage,
                id,
                JsonPeer.text(answer, "details"),
                answer.toString(),
                number == null ? null : tracking(number, answer, now));
    }

    private static Tracking tracking(String number, JsonNode answer, Instant now) {
        JsonNode said = answer.path("tracking");
        return new Tracking(
                number,
                JsonPeer.text(said, "link"),
                JsonPeer.text(said, "company"),
                JsonPeer.time(answer, "occurred_at", now));
    }

    private static ObjectNode order(Shipment shipment) {
        ObjectNode order = JSON.createObjectNode();
        order.put("external_id", shipment.externalId().toString());
        order.put("number", shipment.number());
        order.put("pharmacy_id", shipment.pharmacyId());
        order.put("date", shipment.date().toString());
        order.put("is_priority", shipment.isPriority());
        Shipment.Recipient to = shipment.recipient();
        ObjectNode patient = order.putObject("patient");
        patient.put("patient_id", to.patientId().toString());
        patient.put("first_name", to.firstName());
        patient.put("last_name", to.lastName());
        patient.put("date_of_birth", to.dateOfBirth().toString());
        patient.put("phone_number", to.phoneNumber());
        patient.put("email", to.email());
        ObjectNode address = patient.putObject("address");
        address.put("address", to.address());
        address.put("address2", to.address2());
        address.put("city_name", to.city());
        address.put("state", to.state());
        address.put("zip_code", to.zipCode());
        for (Shipment.Item item : shipment.items()) {
            ObjectNode line = order.withArray("prescriptions").addObject();
            line.put("id", item.prescriptionId().toString());
            line.put("ndc", item.ndc());
            line.put("sku", item.sku());
            line.put("name", item.name());
            line.put("quantity", item.quantity());
            line.put("days_supply", item.daysSupply());
            line.put("directions", item.directions());
            line.put("pharmacy_notes", item.pharmacyNotes());
        }
        return order;
    }
}
