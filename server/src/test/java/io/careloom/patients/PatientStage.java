package io.careloom.patients;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.partners.PartnerProfile;
import io.careloom.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** A database of the test's own, with the sandbox programs of one partner and of a stranger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PatientStage {
    private final TestDatabase database = TestDatabase.fresh();
    final PatientWorld world = new PatientWorld(database);
    final PartnerProfile partner = world.access.partner("Fernhollow Clinic");
    final Caller sandbox = world.program(partner, Environment.SANDBOX);
    final Caller stranger = world.program(world.access.partner("Brightwater Health"), Environment.SANDBOX);

    @AfterAll
    void close() {
        world.close();
        database.close();
    }
}
