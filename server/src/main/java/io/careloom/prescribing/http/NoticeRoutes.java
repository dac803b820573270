package io.careloom.prescribing.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import io.careloom.prescribing.notices.NetworkNotices;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where DoseSpot tells what became of prescriptions; its secret in {@code Authorization} stands in the place of a token. */
public final class NoticeRoutes implements Routes {
    private final NetworkNotices notices;

    /** Rows on this door. */
    public NoticeRoutes(NetworkNotices notices) {
        this.notices = notices;
    }

    /** A push notification in DoseSpot's words, for the documentation; what it does not know is passed over. */
    record NoticeJson(
            @JsonProperty("EventType") @Nullable String eventType,
            @JsonProperty("Data") @Nullable Map<String, Object> data) {}

    @Override
    public List<Route> rows() {
        return List.of(Route.post("/dosespot/callbacks/notices", "Tell of prescription")
                .open()
                .touches(TenantRule.NONE)
                .audited(AuditClass.WRITE)
                .reads(NoticeJson.class)
                .answersNothing()
                .by((tx, call) -> {
                    notices.requireKnown(call.header("Authorization"));
                    notices.take(tx, call.bytes());
                    return Answer.empty();
                }));
    }
}
