package io.careloom.webhooks;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.partners.Partners;
import io.careloom.partners.WebhookSettings;
import io.careloom.platform.Ids;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The log of sent webhooks: look, send again, send a test. */
public final class SentWebhooks {
    private static final String MANUAL = "manual";

    private final Partners partners;
    private final AuditTrail audit;
    private final Clocks clocks;
    private final DeliveryWorker worker;

    /** The door; the worker sends what a person asks for. */
    public SentWebhooks(Partners partners, AuditTrail audit, Clocks clocks, DeliveryWorker worker) {
        this.partners = partners;
        this.audit = audit;
        this.clocks = clocks;
        this.worker = worker;
    }

    /**
     * What a list is narrowed to; nulls and an empty set do not narrow.
     *
     * @param status {@code queued}, {@code sent}, {@code failed} or {@code dead}
     * @param dispatch {@code automatic} or {@code manual}
     */
    public record Filter(
            @Nullable UUID modelId,
            Set<Environment> environments,
            @Nullable String status,
            @Nullable String dispatch) {}

    /** The messages of one partner, newest first unless asked otherwise; 404 for a partner out of scope. */
    public Page<SentWebhook> list(Tx tx, Caller caller, UUID partnerId, Filter filter, PageQuery query) {
        caller.require(Permission.WEBHOOK_READ);
        Scope scope = scope(tx, caller, partnerId, filter.environments());
        return new SentWebhookStore(tx, id -> partners.tenant(tx, id)).page(scope, filter, query);
    }

    /** One message; 404 when it is not one of this partner within the caller's scope. */
    public SentWebhook find(Tx tx, Caller caller, UUID partnerId, UUID deliveryId) {
        caller.require(Permission.WEBHOOK_READ);
        return stored(tx, caller, partnerId, deliveryId).sent();
    }

    /** Sends the same event with the same bytes once more, as a new message to the endpoint registered today. */
    public SentWebhook resend(Tx tx, Caller caller, UUID partnerId, UUID deliveryId) {
        caller.require(Permission.WEBHOOK_RESEND);
        SentWebhookStore.Stored old = stored(tx, caller, partnerId, deliveryId);
        WebhookSettings settings = endpoint(tx, old.tenantId());
        SentWebhook sent = old.sent();
        return queue(
                tx,
                caller,
                partnerId,
                "webhook.resent",
                new Queued(
                        Ids.random(),
                        old.tenantId(),
                        old.eventId(),
                        sent.event(),
                        sent.modelType(),
                        sent.modelId(),
                        old.subjectId(),
                        settings.url(),
                        sent.payloadRaw(),
                        MANUAL,
                        settings.retryProfile(),
                        clocks.now(old.tenantId())));
    }

    /** Sends a made-up event of a known kind to the endpoint of one environment. */
    public SentWebhook test(Tx tx, Caller caller, UUID partnerId, TestEvent event) {
        caller.require(Permission.WEBHOOK_RESEND);
        Environment environment = Environment.of(event.environmentId())
                .orElseThrow(() -> Problem.invalid("environment_id", "There is no such environment."));
        UUID tenantId = scope(tx, caller, partnerId, Set.of(environment)).tenants().stream()
                .findFirst()
                .orElseThrow(Problem::notFound);
        WebhookSettings settings = endpoint(tx, tenantId);
        Instant now = clocks.now(tenantId);
        TestMessage message = TestMessage.of(event);
        String fields = EventLog.text(message.fields());
        Queued queued = new Queued(
                Ids.random(),
                tenantId,
                Ids.random(),
                event.event(),
                message.modelType(),
                message.modelId(),
                message.modelId(),
                settings.url(),
                Body.of(now, event.event(), fields, settings.jsonStyle()),
                MANUAL,
                settings.retryProfile(),
                now);
        return queue(tx, caller, partnerId, "webhook.tested", queued);
    }

    private SentWebhook queue(Tx tx, Caller caller, UUID partnerId, String action, Queued queued) {
        worker.enqueue(tx, List.of(queued));
        Map<String, Object> after = Map.of("event", queued.eventType(), "event_id", queued.eventId());
        audit.changed(
                tx,
                caller,
                new AuditedChange(action, queued.tenantId(), "webhook", queued.deliveryId(), Map.of(), after));
        return stored(tx, caller, partnerId, queued.deliveryId()).sent();
    }

    private WebhookSettings endpoint(Tx tx, UUID tenantId) {
        return partners.webhookSettings(tx, tenantId)
                .orElseThrow(() -> Problem.conflict(
                        "no_webhook_registered", "This environment has no webhook address registered."));
    }

    private SentWebhookStore.Stored stored(Tx tx, Caller caller, UUID partnerId, UUID deliveryId) {
        Scope scope = scope(tx, caller, partnerId, Set.of());
        return new SentWebhookStore(tx, id -> partners.tenant(tx, id))
                .find(scope, deliveryId)
                .orElseThrow(Problem::notFound);
    }

    private Scope scope(Tx tx, Caller caller, UUID partnerId, Set<Environment> environments) {
        Scope whole = partners.within(tx, caller, partnerId);
        return environments.isEmpty()
                ? whole
                : new Scope(
                        whole.tenants().stream()
                                .filter(id -> environments.contains(
                                        partners.tenant(tx, id).environment()))
                                .collect(Collectors.toSet()),
                        whole.partners());
    }
}
