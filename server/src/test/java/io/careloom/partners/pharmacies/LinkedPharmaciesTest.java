package io.careloom.partners.pharmacies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.PartnerProfile;
import io.careloom.patients.PatientWorld;
import io.careloom.testing.TestDatabase;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LinkedPharmaciesTest {
    private static TestDatabase database;
    private static PatientWorld world;
    private static LinkedPharmacies linked;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new PatientWorld(database);
        linked = new LinkedPharmacies(world.access.partners, world.audit);
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    private static PartnerProfile partner() {
        return world.access.partner("Partner " + UUID.randomUUID());
    }

    private static Caller panelUser(PartnerProfile partner) {
        return caller(partner, partner.id());
    }

    private static Caller caller(PartnerProfile partner, @Nullable UUID own) {
        return new Caller(
                UUID.randomUUID(),
                Role.PANEL_USER,
                EnumSet.of(Permission.PHARMACY_READ, Permission.PHARMACY_MANAGE),
                new Scope(Set.of(), Set.of(partner.id())),
                EnumSet.allOf(Environment.class),
                null,
                own,
                null);
    }

    private static void put(PartnerProfile partner, int pharmacyId, String name) {
        world.write(tx -> {
            linked.put(tx, panelUser(partner), partner.id(), pharmacyId, name);
            return name;
        });
    }

    private static List<LinkedPharmacy> of(PartnerProfile partner, PageQuery query) {
        return world.read(tx -> linked.of(tx, panelUser(partner), partner.id(), query))
                .items();
    }

    private static void assertProblem(Problem.Kind kind, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    @Test
    void aPharmacyIsLinkedOnceAndTakesItsLastName() {
        PartnerProfile partner = partner();
        put(partner, 123_214, "Curexa");
        put(partner, 123_214, "Curexa");
        put(partner, 123_214, "Curexa East");

        assertThat(of(partner, PageQuery.FIRST))
                .extracting(LinkedPharmacy::pharmacyName)
                .containsExactly("Curexa East");
        assertThat(world.audited(partner.id()))
                .filteredOn(action -> action.startsWith("partner.pharmacy"))
                .containsExactly("partner.pharmacy_linked", "partner.pharmacy_linked");
    }

    @Test
    void anEndedLinkIsListedAmongTheDeletedAndThePharmacyCanBeLinkedAnew() {
        PartnerProfile partner = partner();
        put(partner, 14, "Cedar");
        UUID linkId = of(partner, PageQuery.FIRST).getFirst().id();
        remove(partner, linkId);
        put(partner, 14, "Cedar again");

        PageQuery deleted = new PageQuery(1, 15, null, true, null, PageQuery.Trashed.ONLY);
        assertThat(of(partner, deleted)).extracting(LinkedPharmacy::id).containsExactly(linkId);
        assertThat(of(partner, PageQuery.FIRST))
                .extracting(LinkedPharmacy::pharmacyName)
                .containsExactly("Cedar again");
        assertProblem(Problem.Kind.NOT_FOUND, () -> remove(partner, linkId));
    }

    private static void remove(PartnerProfile partner, UUID linkId) {
        world.write(tx -> {
            linked.remove(tx, panelUser(partner), partner.id(), linkId);
            return linkId;
        });
    }

    @Test
    void theListIsSearchedAndSorted() {
        PartnerProfile partner = partner();
        put(partner, 3, "Alder");
        put(partner, 2, "cedar");
        put(partner, 1, "Birch cedar");

        assertThat(of(partner, new PageQuery(1, 15, "pharmacy_name", true, "CEDAR", PageQuery.Trashed.WITHOUT)))
                .extracting(LinkedPharmacy::pharmacyId)
                .containsExactly(1, 2);
        assertThat(of(partner, new PageQuery(1, 2, "pharmacy_id", false, null, PageQuery.Trashed.WITHOUT)))
                .extracting(LinkedPharmacy::pharmacyId)
                .containsExactly(3, 2);
    }

    @Test
    void foreignPartnersAreUnknownAndOnlyPartnersHaveTheirOwn() {
        PartnerProfile partner = partner();
        PartnerProfile foreign = partner();
        put(foreign, 14, "Cedar");
        UUID linkId = of(foreign, PageQuery.FIRST).getFirst().id();

        assertProblem(Problem.Kind.NOT_FOUND, () -> remove(partner, linkId));
        assertProblem(
                Problem.Kind.NOT_FOUND,
                () -> world.read(tx -> linked.of(tx, panelUser(partner), foreign.id(), PageQuery.FIRST)));
        assertProblem(
                Problem.Kind.FORBIDDEN, () -> world.read(tx -> linked.own(tx, caller(partner, null), PageQuery.FIRST)));
        assertThat(world.read(tx -> linked.own(tx, panelUser(foreign), PageQuery.FIRST))
                        .total())
                .isEqualTo(1);
    }
}
