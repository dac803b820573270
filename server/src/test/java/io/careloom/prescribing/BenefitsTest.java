package io.careloom.prescribing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import io.careloom.patients.PatientHistory;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Steps;
import io.careloom.prescribing.GatewayFailure.Kind;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BenefitsTest {
    private static final PrescribingWorld WORLD = new PrescribingWorld();
    private static final Steps STEPS = new Steps(WORLD.rooms.people.transactions, Origin.worker("test"));

    private final Caller partner = WORLD.partner;
    private final UUID patient = WORLD.rooms.patient(partner);
    private final Benefits benefits = benefits(Map.of(Environment.SANDBOX, WORLD.network));

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @BeforeEach
    void nothingHappens() {
        WORLD.network.calm();
    }

    private static Benefits benefits(Map<Environment, PrescriptionGateway> gateways) {
        return new Benefits(
                WORLD.rooms.patients,
                WORLD.prescriptions,
                WORLD.drafting,
                gateways,
                new Benefits.Ground(
                        new PatientHistory(
                                WORLD.rooms.patients, WORLD.rooms.people.partners, WORLD.rooms.people.access),
                        new AuditTrail(WORLD.rooms.people.vault, WORLD.rooms.clocks)));
    }

    private Problem coverageRefused() {
        return catchThrowableOfType(
                Problem.class, () -> benefits.coverage(STEPS, partner, patient, null, "00093310905"));
    }

    @Test
    void thePatientIsMadeKnownToTheNetworkOnceAndAskedByItsNumber() {
        int before = WORLD.network.synced;
        benefits.coverage(STEPS, partner, patient, 17, "00093310905");
        benefits.history(STEPS, partner, patient, null, null);

        assertThat(WORLD.network.synced).isEqualTo(before + 1);
    }

    @Test
    void aNetworkThatRefusesTheQuestionIsToldSoAndOneThatIsSilentIsUnavailable() {
        WORLD.network.beforeAnswer = PlayedNetwork.fails(Kind.REFUSED);
        assertThat(coverageRefused().kind()).isEqualTo(Problem.Kind.INVALID);
        WORLD.network.beforeAnswer = PlayedNetwork.fails(Kind.UNKNOWN);
        assertThat(coverageRefused().kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
    }

    @Test
    void anEnvironmentWithoutANetworkIsUnavailable() {
        Problem refused = catchThrowableOfType(
                Problem.class, () -> benefits(Map.of()).coverage(STEPS, partner, patient, null, "00093310905"));

        assertThat(refused.code()).isEqualTo("prescribing_network_not_configured");
    }

    @Test
    void aPatientOfAnotherPartnerIsNotFound() {
        Caller stranger = WORLD.rooms.credential(WORLD.rooms.otherPartner, Environment.SANDBOX);
        Problem refused =
                catchThrowableOfType(Problem.class, () -> benefits.history(STEPS, stranger, patient, null, null));

        assertThat(refused.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
    }

    @Test
    void partnersAreToldWhenInsurancesWereAsked() {
        benefits.refreshEligibilities(STEPS, partner, patient);

        assertThat(WORLD.rooms.told(patient)).containsExactly("PatientCreated", "PatientInsuranceUpdated");
    }
}
