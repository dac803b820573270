package io.careloom.orders.http;

import io.careloom.orders.OrderReport;
import io.careloom.orders.OrderReport.Stage;
import io.careloom.orders.OrderReport.Tracking;
import io.careloom.orders.PharmacyCallbacks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where pharmacies say what became of orders; the header {@code Signature} stands in the place of a token. */
public final class PharmacyCallbackRoutes implements Routes {
    private final PharmacyCallbacks callbacks;

    /** Rows on this door. */
    public PharmacyCallbackRoutes(PharmacyCallbacks callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    public List<Route> rows() {
        return List.of(Route.post("/pharmacies-api/callbacks/orders", "Report order")
                .open()
                .touches(TenantRule.NONE)
                .audited(AuditClass.WRITE)
                .reads(ReportJson.class)
                .answersNothing()
                .by(this::take));
    }

    /**
     * What a pharmacy says of an order.
     *
     * @param id the pharmacy's own name for it
     * @param externalId ours
     * @param occurredAt when it happened there; of two tracking numbers the later one counts
     */
    record ReportJson(
            @NotNull UUID externalId,
            @Nullable @Size(max = 255) String id,

            @NotBlank @Pattern(regexp = "created|received|fulfilled|failed|cancelled")
            String status,

            @NotNull Instant occurredAt,
            @Nullable @Size(max = 1_000) String details,
            @Nullable @Size(max = 20_000) String metadata,
            @Nullable @Valid TrackingJson tracking) {
        OrderReport report() {
            return new OrderReport(
                    Stage.valueOf(status.toUpperCase(Locale.ROOT)),
                    id,
                    details,
                    metadata,
                    tracking == null
                            ? null
                            : new Tracking(tracking.number, tracking.link, tracking.company, occurredAt));
        }
    }

    /** How the shipment is followed. */
    record TrackingJson(
            @NotBlank @Size(max = 255) String number,
            @Nullable @Size(max = 2_048) String link,
            @Nullable @Size(max = 255) String company) {}

    private Answer take(Tx tx, Call call) {
        callbacks.requireSigned(call.bytes(), call.header("Signature"));
        ReportJson heard = call.body(ReportJson.class);
        callbacks.take(tx, heard.externalId(), heard.report(), call.bytes());
        return Answer.empty();
    }
}
