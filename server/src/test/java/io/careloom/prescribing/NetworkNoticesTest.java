package io.careloom.prescribing;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.prescribing.PrescribingWorld.Treated;
import io.careloom.prescribing.Prescription.Status;
import io.careloom.prescribing.PrescriptionGateway.State;
import io.careloom.prescribing.dosespot.DoseSpotNotices;
import io.careloom.prescribing.http.NoticeRoutes;
import io.careloom.prescribing.notices.NetworkNotices;
import io.careloom.testing.RoomServer;
import io.careloom.testing.RoomServer.Heard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DoseSpot's push notifications over HTTP. */
class NetworkNoticesTest {
    private static final String SECRET = "Tz6u0yWk2hQ9mB4cLr8vXn1dSf5gJp7a";
    private static final PrescribingWorld WORLD = new PrescribingWorld(Environment.LIVE);
    private static final Caller CLINICIAN = WORLD.rooms.clinicianCaller(WORLD.rooms.clinician());
    private static final RoomServer SERVER = server(WORLD, SECRET);

    /** A word of the network, its number in DoseSpot's list, and what the prescription is when nothing further up was told. */
    private record Told(int number, Status becomes) {}

    /** As they come in order, each overruling those before but for an error of what the pharmacy has. */
    private static final Told SENT = new Told(4, Status.SENT);

    private static final Told VERIFIED = new Told(13, Status.VERIFIED);
    private static final Told ERROR = new Told(6, Status.ERROR);
    private static final Told DELETED = new Told(7, Status.CANCELLED);
    private static final List<Told> WEIGHT = List.of(SENT, ERROR, VERIFIED, DELETED);

    private static RoomServer server(PrescribingWorld world, String secret) {
        return new RoomServer(
                world.rooms.database,
                List.of(new NoticeRoutes(new NetworkNotices(
                        world.prescriptions,
                        world.rooms.people.partners,
                        world.rooms.people.vault,
                        new DoseSpotNotices(),
                        secret))));
    }

    @AfterAll
    static void close() {
        SERVER.close();
        WORLD.close();
    }

    @BeforeEach
    void theNetworkHasNotSaidYetThatItIsSent() {
        WORLD.network.calm();
        WORLD.network.answer = () -> new State(PrescriptionGateway.Status.SENDING, null);
    }

    private static Treated sending(PrescribingWorld world) throws InterruptedException {
        Treated treated = world.treated(
                world == WORLD ? CLINICIAN : world.rooms.clinicianCaller(world.rooms.clinician()),
                ProductType.DOSESPOT_COMPOUND,
                PrescribingWorld.compound("Tretinoin cream"));
        world.prescribe(treated);
        eventually("the prescription is made", () -> world.of(treated).size() == 1);
        world.work();
        assertThat(only(world, treated).status()).isEqualTo(Status.SENDING);
        return treated;
    }

    private static Prescription only(PrescribingWorld world, Treated treated) {
        List<Prescription> all = world.of(treated);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static int number(PrescribingWorld world, Treated treated) {
        Integer number = only(world, treated).networkId();
        assertThat(number).isNotNull();
        return number;
    }

    private static String notice(int prescriptionId, int status) {
        return """
                {"EventType": "PrescriptionResult", "Data": {"PatientId": 4321, "ClinicId": 21, "ClinicianId": 123,
                 "PrescriptionId": %d, "PrescriptionStatus": %d, "StatusDateTime": "2026-08-27T09:30:00.123Z",
                 "StatusDetails": "told by DoseSpot"}}""".formatted(prescriptionId, status);
    }

    private static Heard tell(RoomServer server, String authorization, String body) {
        return server.send("POST", "/dosespot/callbacks/notices", Map.of("Authorization", authorization), body);
    }

    private static void tell(int prescriptionId, int status) {
        Heard heard = tell(SERVER, "Secret " + SECRET, notice(prescriptionId, status));

        assertThat(heard.status()).as(heard.body().toString()).isEqualTo(200);
        assertThat(heard.body().isEmpty()).isTrue();
    }

    private static long keptAside(PrescribingWorld world, int number) {
        return world.rooms.read(tx -> tx.handle()
                .createQuery("select count(1) from prescribing.quarantined_notice where network_id = :number")
                .bind("number", number)
                .mapTo(Long.class)
                .one());
    }

    private static List<List<Told>> orders(List<Told> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Told>> orders = new ArrayList<>();
        for (Told first : of) {
            orders(of.stream().filter(other -> other != first).toList()).forEach(rest -> {
                List<Told> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            });
        }
        return orders;
    }

    @Test
    void noticesInAnyOrderDoubledAndLateEndAsInOrder() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<List<Told>> orders = orders(List.of(SENT, VERIFIED, ERROR, DELETED));
        assertThat(orders).hasSize(24).doesNotHaveDuplicates();
        for (List<Told> order : orders) {
            List<Told> again = new ArrayList<>(order);
            Collections.shuffle(again, random);
            List<Told> all = new ArrayList<>(order);
            again.forEach(late -> all.add(1 + random.nextInt(all.size()), late));
            Treated treated = sending(WORLD);
            int number = number(WORLD, treated);
            List<Told> heard = new ArrayList<>();
            for (Told told : all) {
                tell(number, told.number());
                heard.add(told);
                assertThat(only(WORLD, treated).status())
                        .as("after %s, seed %d", heard, seed)
                        .isEqualTo(Collections.max(heard, Comparator.comparing(WEIGHT::indexOf))
                                .becomes());
            }
            assertThat(WORLD.network.sent).containsOnlyOnce(number);
            assertThat(keptAside(WORLD, number)).isZero();
        }
    }

    @Test
    void aVerifiedOneCompletesItsCaseAndAFailedOneTakesItToSupportWithTheReason() throws Exception {
        Treated good = sending(WORLD);
        tell(number(WORLD, good), VERIFIED.number());
        assertThat(WORLD.rooms.status(good.caseId())).isEqualTo("completed");

        Treated bad = sending(WORLD);
        tell(number(WORLD, bad), ERROR.number());
        assertThat(WORLD.rooms.status(bad.caseId())).isEqualTo("support");
        assertThat(only(WORLD, bad).details()).isEqualTo("told by DoseSpot");
    }

    @Test
    void whoDoesNotShowTheSecretIsRefusedAndNotHeard() throws Exception {
        Treated treated = sending(WORLD);
        int number = number(WORLD, treated);
        for (String authorization : List.of("Secret guessed", SECRET + "x", "Secret", "Basic " + SECRET, " ")) {
            Heard heard = tell(SERVER, authorization, notice(number, VERIFIED.number()));

            assertThat(heard.status()).as(authorization).isEqualTo(401);
            assertThat(heard.body().path("code").asString()).isEqualTo("invalid_secret");
        }
        Heard nameless =
                SERVER.send("POST", "/dosespot/callbacks/notices", Map.of(), notice(number, VERIFIED.number()));
        assertThat(nameless.status()).isEqualTo(401);
        assertThat(only(WORLD, treated).status()).isEqualTo(Status.SENDING);
    }

    @Test
    void withoutASecretNobodyIsBelieved() {
        try (RoomServer server = server(WORLD, null)) {
            assertThat(tell(server, "Secret null", notice(1, 13)).status()).isEqualTo(401);
            assertThat(tell(server, "", notice(1, 13)).status()).isEqualTo(401);
        }
    }

    @Test
    void aPrescriptionThatNobodyKnowsIsAnsweredAsTakenAndKeptAsideOnce() {
        tell(700_001, VERIFIED.number());
        tell(700_001, VERIFIED.number());
        tell(700_001, ERROR.number());

        assertThat(keptAside(WORLD, 700_001)).isEqualTo(2);
    }

    private static String authorization(int prescriptionId) {
        return """
                {"EventType": "PriorAuthorizationStatusUpdate", "Data": {"PriorAuthorizationCaseId": 1623,
                 "PrescriptionId": %d, "PriorAuthorizationCaseStatus": "Denied"}}""".formatted(prescriptionId);
    }

    @Test
    void underWhichNumberAnInsuranceIsAskedIsKept() throws Exception {
        Treated treated = sending(WORLD);
        Prescription asked = only(WORLD, treated);
        String body = authorization(number(WORLD, treated));
        assertThat(tell(SERVER, "Secret " + SECRET, body).status()).isEqualTo(200);
        assertThat(tell(SERVER, "Secret " + SECRET, body).status()).isEqualTo(200);

        assertThat(WORLD.rooms.<Integer>read(
                        tx -> WORLD.prescriptions.authorizations().number(tx, asked)))
                .isEqualTo(1623);
        assertThat(only(WORLD, treated)).isEqualTo(asked);
        assertThat(tell(SERVER, "Secret " + SECRET, authorization(700_003)).status())
                .isEqualTo(200);
        assertThat(keptAside(WORLD, 700_003)).isEqualTo(1);
    }

    @Test
    void theSandboxDoesNotHearWhatTheLiveNetworkTells() throws Exception {
        try (PrescribingWorld sandbox = new PrescribingWorld();
                RoomServer server = server(sandbox, SECRET)) {
            sandbox.network.answer = () -> new State(PrescriptionGateway.Status.SENDING, null);
            Treated treated = sending(sandbox);
            int number = number(sandbox, treated);
            Heard heard = tell(server, SECRET, notice(number, VERIFIED.number()));

            assertThat(heard.status()).isEqualTo(200);
            assertThat(only(sandbox, treated).status()).isEqualTo(Status.SENDING);
            assertThat(keptAside(sandbox, number)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"EventType\": \"ClinicianConfirmed\", \"Data\": {\"ClinicianId\": 123}}",
                "{\"EventType\": \"PrescriptionResult\", \"Data\": {\"PrescriptionId\": 700002, \"PrescriptionStatus\": 1}}"
            })
    void whatTellsNothingOfAPrescriptionsWayIsTaken(String body) {
        assertThat(tell(SERVER, "Secret " + SECRET, body).status()).isEqualTo(200);
    }
}
