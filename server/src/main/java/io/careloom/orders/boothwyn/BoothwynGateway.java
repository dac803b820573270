package io.careloom.orders.boothwyn;

import io.careloom.orders.FulfilmentGateway;
import io.careloom.orders.OrderReport;
import io.careloom.orders.OrderReport.Stage;
import io.careloom.orders.OrderReport.Tracking;
import io.careloom.orders.Shipment;
import io.careloom.platform.outbound.Breaker;
import io.careloom.platform.outbound.GuardedClient;
import io.careloom.platform.outbound.GuardedClient.NoReply;
import io.careloom.platform.outbound.GuardedClient.Reply;
import io.careloom.platform.outbound.GuardedClient.Request;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
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
    private static final String TYPE = "application/json";
    private static final Map<String, Stage> STAGES = Map.of(
            "created", Stage.CREATED,
            "received", Stage.RECEIVED,
            "shipped", Stage.FULFILLED,
            "failed", Stage.FAILED,
            "cancelled", Stage.CANCELLED);

    private final GuardedClient http;
    private final BoothwynAccount account;
    private final Breaker breaker = new Breaker(5, Duration.ofSeconds(30));

    /** The pharmacy behind this account. */
    public BoothwynGateway(GuardedClient http, BoothwynAccount account) {
        this.http = http;
        this.account = account;
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
        String id = shipment.pharmacyOrderId();
        if (id == null) {
            // it may have arrived without our hearing of it: asked again under its key, it tells its name
            try {
                id = create(shipment).pharmacyOrderId();
            } catch (Refused e) {
                return OrderReport.of(Stage.CANCELLED, null);
            }
        }
        Reply reply = ask("POST", "/orders/" + id + "/cancel", JSON.createObjectNode(), shipment.key() + "-cancel");
        return reply.status() == 409 ? look(named(shipment, id), now) : report(read(found(reply)), now);
    }

    private static Shipment named(Shipment shipment, @Nullable String id) {
        return new Shipment(
                shipment.key(),
                shipment.externalId(),
                shipment.number(),
                shipment.date(),
                shipment.isPriority(),
                shipment.pharmacyId(),
                id,
                shipment.takenAt(),
                shipment.recipient(),
                shipment.items());
    }

    private static String path(Shipment shipment) throws Unreachable {
        if (shipment.pharmacyOrderId() == null) {
            throw new Unreachable("unnamed_order");
        }
        return "/orders/" + shipment.pharmacyOrderId();
    }

    private static Reply found(Reply reply) throws Unreachable {
        if (reply.status() / 100 != 2) {
            throw new Unreachable("status_" + reply.status());
        }
        return reply;
    }

    private Reply ask(String method, String path, @Nullable ObjectNode body, String key) throws Unreachable {
        if (!breaker.lets()) {
            throw new Unreachable("left_alone");
        }
        Request request = new Request(
                method,
                account.baseUrl() + path,
                Map.of("Authorization", "Bearer " + account.key(), "Idempotency-Key", key),
                TYPE,
                body == null ? new byte[0] : JSON.writeValueAsBytes(body),
                true,
                GuardedClient.MOST_BYTES);
        try {
            Reply reply = http.send(request, account.deadline());
            if (reply.status() == 429 || reply.status() == 408 || reply.status() >= 500) {
                throw new Unreachable("status_" + reply.status());
            }
            if (reply.status() == 401 || reply.status() == 403) {
                throw new Unreachable("not_let_in");
            }
            breaker.succeeded();
            return reply;
        } catch (NoReply e) {
            breaker.failed();
            throw new Unreachable(e.reason());
        } catch (Unreachable e) {
            breaker.failed();
            throw e;
        }
    }

    private static JsonNode read(Reply reply) throws Unreachable {
        try {
            return JSON.readTree(reply.body());
        } catch (JacksonException e) {
            throw new Unreachable("unreadable");
        }
    }

    private static OrderReport report(JsonNode answer, Instant now) throws Unreachable {
        Stage stage = STAGES.get(answer.path("status").asString(""));
        String id = answer.path("id").asString("");
        if (stage == null || id.isEmpty()) {
            throw new Unreachable("unknown_answer");
        }
        String message = answer.path("message").asString("");
        return new OrderReport(
                stage,
                id,
                message.isEmpty() ? null : message,
                answer.toString(),
                tracking(answer.path("tracking"), now));
    }

    private static @Nullable Tracking tracking(JsonNode tracking, Instant now) {
        String number = tracking.path("number").asString("");
        return number.isEmpty()
                ? null
                : new Tracking(
                        number,
                        text(tracking, "url"),
                        text(tracking, "carrier"),
                        time(tracking.path("shipped_at").asString("")).orElse(now));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(JsonNode of, String field) {
        String text = of.path(field).asString("");
        return text.isEmpty() ? null : text;
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
