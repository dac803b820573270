package io.careloom.webhooks.http;

import static io.careloom.kernel.Permission.WEBHOOK_READ;
import static io.careloom.kernel.Permission.WEBHOOK_RESEND;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.TenantRule.PARTNER;

import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Json;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.webhooks.SentWebhook;
import io.careloom.webhooks.SentWebhooks;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Staff look at what was sent to a partner, send it again, or send a test (W-26, W-27). */
public final class WebhookWebRoutes implements Routes {
    private final SentWebhooks webhooks;
    private final Json json;

    /** Rows over the door. */
    public WebhookWebRoutes(SentWebhooks webhooks, Json json) {
        this.webhooks = webhooks;
        this.json = json;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                Route.get("/web/partners/{partner}/webhooks", "Get webhooks")
                        .needs(WEBHOOK_READ)
                        .touches(PARTNER)
                        .audited(READ)
                        .answers(Route.Shape.PAGED, SentWebhookJson.class)
                        .by(this::list),
                Route.get("/web/partners/{partner}/webhooks/{webhook}", "Get webhook")
                        .needs(WEBHOOK_READ)
                        .touches(PARTNER)
                        .audited(READ)
                        .answers(SentWebhookJson.class)
                        .by(this::one),
                Route.post("/web/partners/{partner}/webhooks/{webhook}/resend", "Resend webhook")
                        .needs(WEBHOOK_RESEND)
                        .touches(PARTNER)
                        .audited(WRITE)
                        .answers(SentWebhookJson.class)
                        .by(this::resend),
                Route.post("/web/partners/{partner}/webhooks/test", "Test webhook")
                        .needs(WEBHOOK_RESEND)
                        .touches(PARTNER)
                        .audited(WRITE)
                        .reads(TestWebhookJson.class)
                        .answers(SentWebhookJson.class)
                        .by(this::test));
    }

    private Answer list(Tx tx, Call call) {
        Page<SentWebhook> page = webhooks.list(tx, call.caller(), call.id("partner"), filter(call), call.newestFirst());
        page.items().forEach(sent -> shows(call, sent));
        return Answer.page(page.map(SentWebhookJson::of));
    }

    private Answer one(Tx tx, Call call) {
        SentWebhook sent = webhooks.find(tx, call.caller(), call.id("partner"), call.id("webhook"));
        shows(call, sent);
        return Answer.of(SentWebhookJson.of(sent));
    }

    private static void shows(Call call, SentWebhook sent) {
        if (sent.modelId() != null) {
            call.shows(sent.modelId());
        }
    }

    private Answer resend(Tx tx, Call call) {
        return Answer.of(
                SentWebhookJson.of(webhooks.resend(tx, call.caller(), call.id("partner"), call.id("webhook"))));
    }

    private Answer test(Tx tx, Call call) {
        return Answer.of(SentWebhookJson.of(webhooks.test(
                tx,
                call.caller(),
                call.id("partner"),
                call.body(TestWebhookJson.class).event(json))));
    }

    private static SentWebhooks.Filter filter(Call call) {
        Set<Environment> environments = call.queries("environments").stream()
                .map(word -> Environment.named(word)
                        .orElseThrow(() -> Problem.invalid("environments", "The environments are live and sandbox.")))
                .collect(Collectors.toSet());
        return new SentWebhooks.Filter(
                call.queryId("model_id"),
                environments,
                word(call, "status", Set.of("queued", "sent", "failed", "dead")),
                word(call, "dispatch", Set.of("automatic", "manual")));
    }

    private static @Nullable String word(Call call, String name, Set<String> allowed) {
        String value = call.query(name);
        if (value != null && !allowed.contains(value)) {
            throw Problem.invalid(
                    name,
                    "The " + name + " is one of " + allowed.stream().sorted().toList() + ".");
        }
        return value;
    }
}
