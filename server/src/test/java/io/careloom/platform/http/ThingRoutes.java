package io.careloom.platform.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.careloom.kernel.Change;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import io.careloom.platform.json.NumberOrText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Operations with every trait a row can have; a created thing is a row of {@code platform.setting}. */
final class ThingRoutes implements Routes {
    /** The one thing that the sandbox credential can read. */
    static final UUID KNOWN = UUID.fromString("0b5e4a5e-8d0b-4b6b-9d43-3f2f5a4f2a10");

    /** Rows of the lists. */
    static final int LISTED = 47;

    /** Reached by a handler of {@code /slow}, which then waits for {@link #goOn}. */
    final CountDownLatch slowStarted = new CountDownLatch(1);

    final CountDownLatch goOn = new CountDownLatch(1);

    enum Color {
        RED,
        GREEN
    }

    record Address(
            @NotNull @Size(max = 5) String zipCode,
            @Nullable String line) {}

    record Question(
            @NotNull String question,
            @Nullable @Size(min = 2) String answer) {}

    record Create(
            @NotNull @Size(max = 35) String firstName,
            @Nullable @Valid Address address,
            @Nullable List<@Valid Question> caseQuestions,
            @Nullable List<@NotNull UUID> diseaseIds,
            @Nullable @Max(9) Integer phoneType,
            @Nullable BigDecimal weight,
            @Nullable @NumberOrText String quantity,
            @Nullable LocalDate dateOfBirth,
            @Nullable Instant seenAt,
            @Nullable UUID driverLicenseId,
            @Nullable Boolean isLive,
            @Nullable Color color,

            @JsonProperty("prescrption_id") @Nullable @Size(max = 3)
            String prescriptionId) {}

    record Patch(
            Change<@Size(max = 5) String> lastName, Change<UUID> driverLicenseId, Change<@Valid Address> address) {}

    record Token(@Nullable String clientId, @Nullable String email) {}

    record Thing(UUID thingId, Instant createdAt, @Nullable String note) {}

    @Override
    public List<Route> rows() {
        return Stream.of(reads(), writes(), opened()).flatMap(List::stream).toList();
    }

    private static List<Route> reads() {
        return List.of(
                read("/v1/partner/things/{thing_id}", "Get thing")
                        .audited(AuditClass.READ)
                        .answers(Thing.class)
                        .by(ThingRoutes::find),
                read("/v1/partner/things", "List things")
                        .answers(Route.Shape.PAGED, Thing.class)
                        .by((_, call) -> Answer.page(listed(call.page("name", "created_at")))),
                read("/v1/partner/flat", "List things, flat")
                        .answers(Route.Shape.FLAT, Thing.class)
                        .by((_, call) -> Answer.flat(listed(call.page()))),
                read("/v1/partner/bare", "List all things")
                        .answers(Route.Shape.BARE, Integer.class)
                        .by((_, call) -> Answer.list(List.of(1, 2, 3))),
                read("/v1/partner/broken", "Fail").answers(Thing.class).by((_, call) -> {
                    throw new IllegalStateException("Alma Reed was not found");
                }),
                read("/v1/partner/seen/{word}", "See what the server understood")
                        .answers(Map.class)
                        .by(ThingRoutes::seen),
                read("/v1/partner", "Get root").answers(Map.class).by((_, call) -> Answer.of(Map.of("root", true))));
    }

    private List<Route> writes() {
        return List.of(
                write(Route.post("/v1/partner/things", "Create thing"))
                        .reads(Create.class)
                        .answers(Map.class)
                        .by(ThingRoutes::create),
                write(Route.post("/v1/partner/echo", "Echo what was read").readOnly())
                        .audited(AuditClass.NONE)
                        .reads(Create.class)
                        .answers(Create.class)
                        .by((_, call) -> Answer.of(call.body(Create.class))),
                write(Route.patch("/v1/partner/things/{thing_id}", "Change thing"))
                        .reads(Patch.class)
                        .answers(Map.class)
                        .by(ThingRoutes::change),
                write(Route.delete("/v1/partner/things/{thing_id}", "Delete thing"))
                        .answersNothing()
                        .by(ThingRoutes::delete),
                write(Route.post("/v1/partner/things/slow", "Create slowly"))
                        .answers(Map.class)
                        .by(this::slowly),
                write(Route.post("/v1/partner/things/refused", "Refuse after the work"))
                        .answersNothing()
                        .by(ThingRoutes::refuse),
                write(Route.post("/v1/partner/things/signed", "Create by a signature"))
                        .orSigned()
                        .reads(Create.class)
                        .answers(Map.class)
                        .by(ThingRoutes::create),
                write(Route.post("/v1/partner/things/secret", "Create a secret"))
                        .secretAnswer()
                        .answers(Map.class)
                        .by(ThingRoutes::create));
    }

    private static List<Route> opened() {
        return List.of(
                open(Route.post("/v1/partner/auth/token", "Get token").readOnly())
                        .limited(RateClass.TOKEN)
                        .reads(Token.class)
                        .answers(Token.class)
                        .by((_, call) -> Answer.of(call.body(Token.class))),
                open(Route.post("/v1/clinician/auth/login", "Log in").readOnly())
                        .limited(RateClass.LOGIN)
                        .reads(Token.class)
                        .answers(Token.class)
                        .by((_, call) -> Answer.of(call.body(Token.class))),
                open(Route.get("/v1/status/{platform}", "Get status"))
                        .answers(Map.class)
                        .by((_, call) -> Answer.of(Map.of("status", "ok"))));
    }

    private static Route read(String path, String name) {
        return Route.get(path, name)
                .needs(Permission.PATIENT_READ)
                .touches(TenantRule.TENANT)
                .audited(AuditClass.NONE);
    }

    private static Route write(Route row) {
        return row.needs(Permission.PATIENT_WRITE).touches(TenantRule.TENANT).audited(AuditClass.WRITE);
    }

    private static Route open(Route row) {
        return row.open().touches(TenantRule.NONE).audited(AuditClass.NONE);
    }

    private static Answer find(Tx tx, Call call) {
        if (!call.id("thing_id").equals(KNOWN)) {
            throw Problem.notFound().detail("there is no such thing in this tenant");
        }
        call.shows(KNOWN);
        return Answer.of(new Thing(KNOWN, Instant.parse("2025-05-29T22:06:08Z"), null));
    }

    private static Page<Thing> listed(PageQuery query) {
        return new Page<>(
                IntStream.range(0, LISTED)
                        .skip(query.offset())
                        .limit(query.perPage())
                        .mapToObj(number -> new Thing(new UUID(1, number), Instant.EPOCH, null))
                        .toList(),
                LISTED,
                query);
    }

    private static Answer seen(Tx tx, Call call) {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("word", call.path("word"));
        seen.put("search", String.valueOf(call.query("search")));
        seen.put("tags", call.queries("tags"));
        seen.put("expired", call.flag("expired", false));
        seen.put("wants_state", call.wants("state"));
        seen.put("address", tx.origin().address());
        seen.put("request_id", tx.origin().requestId());
        seen.put("route", tx.origin().route());
        return Answer.of(seen);
    }

    private static UUID insert(Tx tx) {
        UUID id = UUID.randomUUID();
        tx.handle().execute("insert into platform.setting (name, value) values (?, 'x')", "thing " + id);
        return id;
    }

    private static Answer create(Tx tx, Call call) {
        return Answer.of(Map.of("thing_id", insert(tx)));
    }

    private Answer slowly(Tx tx, Call call) {
        UUID id = insert(tx);
        slowStarted.countDown();
        try {
            if (!goOn.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("nobody let the slow handler go on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return Answer.of(Map.of("thing_id", id));
    }

    private static Answer refuse(Tx tx, Call call) {
        insert(tx);
        throw Problem.conflict("illegal_move", "This move is not allowed.")
                .with("allowed_transitions", List.of("assigned", "cancelled"));
    }

    private static Answer change(Tx tx, Call call) {
        Patch patch = call.body(Patch.class);
        Map<String, String> seen = new LinkedHashMap<>();
        seen.put("last_name", word(patch.lastName()));
        seen.put("driver_license_id", word(patch.driverLicenseId()));
        seen.put("address", word(patch.address()));
        return Answer.of(seen);
    }

    private static String word(Change<?> change) {
        return switch (change) {
            case Change.Absent<?> _ -> "absent";
            case Change.Set<?>(var value) -> "set to " + value;
        };
    }

    private static Answer delete(Tx tx, Call call) {
        call.id("thing_id");
        insert(tx);
        return Answer.empty();
    }
}
