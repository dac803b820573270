package io.careloom.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.offerings.NewLine;
import io.careloom.catalog.TakenSpecialty;
import io.careloom.catalog.offerings.OfferingBond;
import io.careloom.catalog.offerings.OfferingSamples;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.clinicians.ClinicianBond.Key;
import io.careloom.clinicians.ClinicianBond.Priority;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Partners' priorities and specialties decide who gets a case; each test has its own world. */
class AssignmentBondsTest {
    private CasesWorld world;
    private Caller partner;

    @BeforeEach
    void open() {
        world = new CasesWorld();
        partner = world.partnerIn(Environment.SANDBOX);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aDisabledClinicianNeverGetsTheCaseNotEvenByTakingItUntilThePartnerAllows() {
        UUID clinician = world.clinician();
        tie(ofPartner(clinician), Priority.DISABLED);
        CaseChart created = world.submit(partner, plain -> plain);
        world.explained(created.caseId(), clinician + ": disabled for the partner (partner_priority)");

        Problem refused = catchThrowableOfType(
                Problem.class,
                () -> world.write(tx -> world.cases.take(tx, world.clinicianCaller(clinician), created.caseId())));
        assertThat(refused.kind()).isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(refused.code()).isEqualTo("not_eligible");
        Problem unwanted = catchThrowableOfType(
                Problem.class, () -> world.submit(partner, plain -> CasesWorld.wanting(plain, clinician)));
        assertThat(unwanted.fields().get("clinician_id"))
                .containsExactly(
                        "The clinician cannot be given this case: disabled for the partner (partner_priority).");

        tie(ofPartner(clinician), Priority.NORMAL);
        world.becomes(created.caseId(), "assigned");
    }

    @Test
    void thePreferredClinicianGetsEveryCaseUntilThePriorityChanges() {
        UUID other = world.clinician();
        UUID preferred = world.clinician();
        tie(ofPartner(preferred), Priority.PREFERRED);
        for (int number = 0; number < 3; number++) {
            assertThat(holderOf(world.submit(partner, plain -> plain))).isEqualTo(preferred);
        }

        world.write(tx -> {
            world.clinicians.bonds().drop(tx, world.admin(), ofPartner(preferred));
            return true;
        });
        assertThat(holderOf(world.submit(partner, plain -> plain))).isEqualTo(other);
    }

    @Test
    void thePreferenceOfOnePartnerIsNothingToAnother() {
        UUID preferred = world.clinician();
        tie(ofPartner(preferred), Priority.PREFERRED);
        assertThat(holderOf(world.submit(partner, plain -> plain))).isEqualTo(preferred);
        UUID idle = world.clinician();
        Caller otherPartner = world.credential(world.otherPartner, Environment.SANDBOX);

        CaseChart created = world.submit(otherPartner, plain -> plain);
        world.becomes(created.caseId(), "assigned");

        assertThat(world.read(tx -> world.cases.history().assignment(tx, otherPartner, created.caseId()))
                        .content()
                        .clinician()
                        .clinicianId())
                .isEqualTo(idle);
    }

    @Test
    void aPartnersSpecialtySendsItsCasesToCliniciansOfItAsSoonAsThereAreAny() {
        UUID general = world.clinician();
        UUID field = specialty();
        world.write(tx -> {
            world.catalog
                    .partnerSpecialties()
                    .take(tx, world.admin(), world.partner.id(), field, new TakenSpecialty.Terms(false, false, true));
            return true;
        });
        CaseChart created = world.submit(partner, plain -> plain);
        world.explained(created.caseId(), general + ": not of a specialty that is asked for (specialty)");

        tie(Key.ofSpecialty(field, general), Priority.PREFERRED);

        world.becomes(created.caseId(), "assigned");
        assertThat(world.read(tx -> world.cases.history().assignment(tx, partner, created.caseId()))
                        .content()
                        .verdicts())
                .containsExactly(general + ": eligible, preferred in the specialty, 0 open cases");
    }

    @Test
    void aDeletedSpecialtyIsNoLongerAskedFor() {
        UUID general = world.clinician();
        UUID field = specialty();
        world.write(tx -> {
            world.catalog
                    .partnerSpecialties()
                    .take(tx, world.admin(), world.partner.id(), field, new TakenSpecialty.Terms(true, true, true));
            return true;
        });
        CaseChart created = world.submit(partner, plain -> plain);
        world.explained(created.caseId(), general + ": not of a specialty that is asked for (specialty)");

        world.write(tx -> {
            world.catalog.specialties().delete(tx, world.admin(), field);
            return true;
        });

        world.becomes(created.caseId(), "assigned");
    }

    @Test
    void anOfferingsBondHoldsTheCaseBackUntilItChangesOrEnds() {
        UUID clinician = world.clinician();
        OfferingBond.Key changed = disabled(clinician);
        OfferingBond.Key dropped = disabled(clinician);
        List<UUID> waiting = new ArrayList<>();
        for (OfferingBond.Key bond : List.of(changed, dropped)) {
            CaseChart created =
                    world.submit(partner, plain -> plain.with(List.of(), List.of(NewLine.of(bond.offeringId()))));
            world.explained(created.caseId(), clinician + ": disabled for an offering of the case (offering_bond)");
            waiting.add(created.caseId());
        }

        world.write(tx -> world.catalog
                .offerings()
                .bonds()
                .put(tx, world.admin(), changed, new OfferingBond.Terms(OfferingBond.Kind.EXCLUSIVE, null)));
        world.becomes(waiting.getFirst(), "assigned");
        assertThat(world.status(waiting.getLast())).isEqualTo("created");

        world.write(tx -> {
            world.catalog.offerings().bonds().drop(tx, world.admin(), dropped);
            return true;
        });
        world.becomes(waiting.getLast(), "assigned");
    }

    /** The bond of a clinician who never gets an offering. */
    private OfferingBond.Key disabled(UUID clinicianId) {
        return world.write(tx -> {
            UUID offeringId = OfferingSamples.put(
                            tx, world.partner.id(), ProductType.DOSESPOT_COMPOUND, ProductTerms.NONE)
                    .id();
            OfferingBond.Key key = new OfferingBond.Key(offeringId, clinicianId);
            world.catalog
                    .offerings()
                    .bonds()
                    .put(tx, world.admin(), key, new OfferingBond.Terms(OfferingBond.Kind.DISABLED, null));
            return key;
        });
    }

    private UUID specialty() {
        return world.write(tx -> world.catalog.specialties().create(tx, world.admin(), "Hair loss", true))
                .id();
    }

    private Key ofPartner(UUID clinicianId) {
        return Key.ofPartner(world.partner.id(), clinicianId);
    }

    private void tie(Key key, Priority priority) {
        world.write(tx -> {
            world.clinicians.bonds().put(tx, world.admin(), key, priority);
            return true;
        });
    }

    private UUID holderOf(CaseChart created) {
        world.becomes(created.caseId(), "assigned");
        return world.read(tx -> world.cases.history().assignment(tx, partner, created.caseId()))
                .content()
                .clinician()
                .clinicianId();
    }
}
