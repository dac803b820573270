package io.careloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.kernel.Environment;
import io.careloom.patients.PatientWorld;
import io.careloom.platform.clock.Clocks;
import io.careloom.prescribing.GatewayFailure.Kind;
import io.careloom.prescribing.PrescriptionDraft.Drug;
import io.careloom.prescribing.PrescriptionGateway;
import io.careloom.prescribing.PrescriptionGateway.Prescribed;
import io.careloom.prescribing.PrescriptionGateway.Status;
import io.careloom.prescribing.PrescriptionGateway.Subject;
import io.careloom.prescribing.PrescriptionGatewayKit;
import io.careloom.testing.TestDatabase;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulatedNetworkTest extends PrescriptionGatewayKit {
    private static final int SLOW = 9103;
    private static final int DELETING = 9106;

    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-11-28T09:00:00Z"));

    private static TestDatabase database;
    private static PatientWorld world;
    private static SimulatedNetwork network;
    private static UUID tenantId = new UUID(0, 0);

    private static final class SettableClocks implements Clocks {
        @Override
        public Instant now(UUID tenantId) {
            return NOW.get();
        }

        @Override
        public Instant now() {
            return NOW.get();
        }
    }

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new PatientWorld(database);
        tenantId = world.access.tenant(world.access.partner("Fernhollow").id(), Environment.SANDBOX);
        network = new SimulatedNetwork(
                database.database().transactions(), new SettableClocks(), SimulatedPharmacies.all());
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    @Override
    protected PrescriptionGateway gateway() {
        return network;
    }

    @Override
    protected UUID tenantId() {
        return tenantId;
    }

    @Test
    void theSlowPharmacyVerifiesAfterAMinute() {
        Prescribed prescribed = drafted(SLOW);
        network.send(prescribed);

        NOW.updateAndGet(now -> now.plusSeconds(59));
        assertThat(network.state(prescribed).status()).isEqualTo(Status.SENT);
        NOW.updateAndGet(now -> now.plusSeconds(1));
        assertThat(network.state(prescribed).status()).isEqualTo(Status.VERIFIED);
    }

    @Test
    void theDeletingPharmacyDropsWhatItGets() {
        Prescribed prescribed = drafted(DELETING);
        network.send(prescribed);

        assertThat(network.state(prescribed).status()).isEqualTo(Status.DELETED);
    }

    @Test
    void theProductsNameDecidesAtAnyPharmacy() {
        Subject patient = known();
        Drug failing = new Drug.Compound("Sandbox error cream");
        Prescribed prescribed =
                new Prescribed(patient, network.draft(draft(patient, UUID.randomUUID(), CUREXA, failing)));
        network.send(prescribed);

        assertThat(network.state(prescribed).status()).isEqualTo(Status.ERROR);
        assertFails(
                Kind.REFUSED,
                () -> network.draft(
                        draft(patient, UUID.randomUUID(), CUREXA, new Drug.Supply(3, "Sandbox obsolete lancets"))));
    }

    @Test
    void itRemembersOverRestarts() {
        Prescribed prescribed = drafted(UNVERIFIED);
        network.send(prescribed);
        SimulatedNetwork restarted = new SimulatedNetwork(
                database.database().transactions(), new SettableClocks(), SimulatedPharmacies.all());

        assertThat(restarted.state(prescribed).status()).isEqualTo(Status.SENT);
    }
}
