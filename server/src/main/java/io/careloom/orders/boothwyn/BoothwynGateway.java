package io.careloom.orders.boothwyn;

import io.careloom.orders.FulfilmentGateway;
import io.careloom.orders.OrderReport;
import io.careloom.orders.OrderReport.Stage;
import io.careloom.orders.OrderReport.Tracking;
import io.careloom.orders.Shipment;
import io.careloom.platform.outbound.GuardedClient;
import io.careloom.platform.outbound.GuardedClient.NoReply;
import io.careloom.platform.outbound.GuardedClient.Reply;
import io.careloom.platform.outbound.JsonPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Orders at Boothwyn by HTTP: {@code POST /orders} with the shipment's key as {@code Idempotency-Key}, so that a repetition
 * is no second order, {@code GET /orders/:id}, {@code POST /orders/:id/cancel}.
 */
public final class BoothwynGateway implements FulfilmentGateway {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LOOK = Duration.ofMinutes(10);
    private static final Map<String, Stage> STAGES = Map.of(
            "created", Stage.CREATED,
            "received", Stage.RECEIVED,
            "shipped", Stage.FULFILLED,
            "failed", Stage.FAILED,
            "cancelled", Stage.CANCELLED);

    private final JsonPeer peer;
    private final String secret;

    /** The pharmacy behind this account. */
    public BoothwynGateway(GuardedClient http, BoothwynAccount account) {
        this.peer = new JsonPeer(http, account.baseUrl(), account.deadline());
        this.secret = account.key();
    }

    @Override
    public OrderReport create(Shipment shipment) throws Refused, Unreachable {
        Reply reply = ask("POST", "/orders", order(shipment), shipment.key());
        if (reply.status() / 100 == 4) {
            String body = new String(reply.body(), StandardCharsets.UTF_8);
            String message = read(reply).path("message").asString("");
            throw new Refused(message.isBlank() ? "The pharmacy refused the order." : message, body);
        }
        return report(read(reply), Instant.EPOCH);
    }

    @Override
    public OrderReport look(Shipment shipment, Instant now) throws Unreachable {
        return report(read(found(ask("GET", path(shipment), null, shipment.key()))), now);
    }

    @Override
    public Duration lookEvery() {
        return LOOK;
    }

    @Override
    public OrderReport cancel(Shipment shipment, Instant now) throws Unreachable {
        Reply reply = ask("POST", path(shipment) + "/cancel", JSON.createObjectNode(), shipment.key() + "-cancel");
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

    private Reply ask(String method, String path, @Nullable ObjectNode body, String key) throws Unreachable {
        JsonPeer.Question question = new JsonPeer.Question(
                method,
                path,
                Map.of("Authorization", "Bearer " + secret, "Idempotency-Key", key),
                body == null ? new byte[0] : JSON.writeValueAsBytes(body));
        try {
            return peer.ask(question);
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
        String id = answer.path("id").asString("");
        if (stage == null || id.isEmpty()) {
            throw new Unreachable("unknown_answer");
        }
        return new OrderReport(
                stage, id, JsonPeer.text(answer, "message"), answer.toString(), tracking(answer.path("tracking"), now));
    }

    private static @Nullable Tracking tracking(JsonNode tracking, Instant now) {
        String number = tracking.path("number").asString("");
        return number.isEmpty()
                ? null
                : new Tracking(
                        number,
                        JsonPeer.text(tracking, "url"),
                        JsonPeer.text(tracking, "carrier"),
                        JsonPeer.time(tracking, "shipped_at", now));
    }

    private static ObjectNode order(Shipment shipment) {
        ObjectNode order = JSON.createObjectNode();
        order.put("reference", shipment.externalId().toString());
        order.put("number", shipment.number());
        order.put("fill_date", shipment.date().toString());
        order.put("priority", shipment.isPriority());
        Shipment.Recipient to = shipment.recipient();
        ObjectNode patient = order.putObject("patient");
        patient.put("reference", to.patientId().toString());
        patient.put("first_name", to.firstName());
        patient.put("last_name", to.lastName());
        patient.put("date_of_birth", to.dateOfBirth().toString());
        patient.put("phone", to.phoneNumber());
        patient.put("email", to.email());
        ObjectNode address = order.putObject("ship_to");
        address.put("line1", to.address());
        address.put("line2", to.address2());
        address.put("city", to.city());
        address.put("state", to.state());
        address.put("zip", to.zipCode());
        for (Shipment.Item item : shipment.items()) {
            ObjectNode line = order.withArray("items").addObject();
            line.put("prescription", item.prescriptionId().toString());
            line.put("sku", item.sku());
            line.put("ndc", item.ndc());
            line.put("name", item.name());
            line.put("quantity", item.quantity());
            line.put("days_supply", item.daysSupply());
            line.put("directions", item.directions());
            line.put("notes", item.pharmacyNotes());
        }
        return order;
    }
}
