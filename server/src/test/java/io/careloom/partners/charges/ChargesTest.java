package io.careloom.partners.charges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.access.AccessWorld;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.ChangePartner;
import io.careloom.partners.PartnerProfile;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.clock.TenantClocks;
import io.careloom.platform.events.EventLog;
import io.careloom.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger, and the charges that are added by hand. */
class ChargesTest {
    private static TestDatabase database;
    private static AccessWorld world;
    private static Charges charges;

    private PartnerProfile partner;
    private UUID sandbox;
    private Caller admin;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new AccessWorld(database.database());
        TenantClocks clocks = new TenantClocks(database.database().aside());
        charges = new Charges(world.partners, new EventLog(clocks), new AuditTrail(world.vault, clocks));
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    @BeforeEach
    void aPartnerWithPrices() {
        partner = world.partner("Harbour Hair");
        sandbox = world.tenant(partner.id(), Environment.SANDBOX);
        admin = reaching(Set.of(partner.id()));
        Map<String, Object> prices = Map.of(
                "charge_sync_new_case", new BigDecimal("40.00"),
                "charge_async_new_case", new BigDecimal("0.10"),
                "charge_sync_follow_up_case", new BigDecimal("30.50"));
        world.write(tx -> world.partners.change(tx, admin, partner.id(), new ChangePartner(Map.copyOf(prices))));
    }

    private static Caller reaching(Set<UUID> partners) {
        return new Caller(
                UUID.randomUUID(),
                Role.ADMIN,
                EnumSet.allOf(Permission.class),
                new Scope(Set.of(), partners),
                EnumSet.allOf(Environment.class),
                null,
                null,
                null);
    }

    private ChargedCase oneCase(boolean sync, boolean followUp, String offerings) {
        return new ChargedCase(
                sandbox, partner.id(), UUID.randomUUID(), UUID.randomUUID(), sync, followUp, new BigDecimal(offerings));
    }

    private static void end(ChargedCase of, boolean completed) {
        world.write(tx -> {
            charges.ended(tx, of, completed);
            return true;
        });
    }

    /** Type, amount and part for offerings of what stands in the ledger for a case. */
    private static List<String> ledger(ChargedCase of) {
        return world.read(tx -> tx.handle()
                .createQuery("""
                        select type || ' ' || amount || ' ' || offering_amount from partners.charge
                        where case_id = :case and tenant_id = :tenant order by created_at
                        """)
                .bind("case", of.caseId())
                .bind("tenant", of.tenantId())
                .mapTo(String.class)
                .list());
    }

    private static List<String> told(UUID tenantId) {
        return world.read(tx -> tx.handle()
                .createQuery(
                        "select fields from platform.event_log where tenant_id = :tenant and event_type = 'partner_charge'")
                .bind("tenant", tenantId)
                .mapTo(String.class)
                .list());
    }

    @Test
    void thePriceFollowsTheKindOfCase() {
        ChargedCase syncNew = oneCase(true, false, "0");
        ChargedCase asyncNew = oneCase(false, false, "2");
        ChargedCase syncFollowUp = oneCase(true, true, "1.25");
        for (ChargedCase of : List.of(syncNew, asyncNew, syncFollowUp)) {
            end(of, true);
        }

        assertThat(ledger(syncNew)).containsExactly("case_completed 40.00 0.00");
        assertThat(ledger(asyncNew)).containsExactly("case_completed 2.10 2.00");
        assertThat(ledger(syncFollowUp)).containsExactly("case_completed 31.75 1.25");
    }

    @Test
    void whatCostsNothingIsNotCharged() {
        ChargedCase free = oneCase(false, true, "0");

        end(free, true);

        assertThat(ledger(free)).isEmpty();
        assertThat(told(sandbox)).isEmpty();
    }

    @Test
    void theEndOfACaseIsChargedOnceHoweverManyTellOfIt() throws Exception {
        ChargedCase of = oneCase(true, false, "0");
        List<Callable<Boolean>> twice = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(index -> () -> {
                    end(of, index % 2 == 0);
                    return true;
                })
                .toList();
        try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
            for (var done : workers.invokeAll(twice)) {
                assertThat(done.get()).isTrue();
            }
        }

        assertThat(ledger(of)).hasSize(1);
        assertThat(told(sandbox)).hasSize(1);
    }

    @Test
    void aChangeOfChargeabilityCostsNothingAndIsToldEachTime() {
        ChargedCase of = oneCase(true, false, "0");
        for (int time = 0; time < 2; time++) {
            world.write(tx -> {
                charges.chargeabilityChanged(tx, of);
                return true;
            });
        }

        assertThat(ledger(of)).containsOnly("case_chargeable_change 0.00 0.00").hasSize(2);
        assertThat(told(sandbox))
                .hasSize(2)
                .allSatisfy(fields -> assertThat(fields)
                        .contains("\"case_id\":\"" + of.caseId() + "\"")
                        .endsWith("\"charge_amount\":0,\"offering_amount_charge\":0}"));
    }

    private AdditionalCharge added(String title, String amount) {
        return world.write(tx -> charges.add(
                tx,
                admin,
                partner.id(),
                new AddCharge(LocalDate.parse("2026-11-02"), title, null, new BigDecimal(amount))));
    }

    @Test
    void anAdditionalChargeIsToldInBothEnvironments() {
        AdditionalCharge charge = added("Set-up", "749.00");

        assertThat(charge.amount()).isEqualByComparingTo("749");
        assertThat(told(sandbox)).containsExactly("{\"charge_type\":\"additional_charge\",\"charge_amount\":749}");
        assertThat(told(world.tenant(partner.id(), Environment.LIVE)))
                .containsExactly("{\"charge_type\":\"additional_charge\",\"charge_amount\":749}");
    }

    @Test
    void additionalChargesAreChangedAndDeletedWithoutTellingAnybody() {
        AdditionalCharge charge = added("Set-up", "10");
        ChangeCharge change = new ChangeCharge(
                Change.absent(), Change.set("Set-up, two sites"), Change.set("Both sites."), Change.absent());

        AdditionalCharge changed = world.write(tx -> charges.change(tx, admin, partner.id(), charge.id(), change));

        assertThat(changed.title()).isEqualTo("Set-up, two sites");
        assertThat(changed.description()).isEqualTo("Both sites.");
        assertThat(changed.amount()).isEqualByComparingTo("10");
        assertThat(changed.date()).isEqualTo("2026-11-02");

        world.write(tx -> {
            charges.remove(tx, admin, partner.id(), charge.id());
            return true;
        });
        assertThat(kindOf(() -> world.read(tx -> charges.find(tx, admin, partner.id(), charge.id()))))
                .isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(titles(null, PageQuery.Trashed.ONLY)).containsExactly("Set-up, two sites");
        assertThat(told(sandbox)).hasSize(1);
    }

    @Test
    void listsAreSorted() {
        added("Courier", "20");
        added("Audit", "30");
        added("Boxes", "10");

        assertThat(titles("title", PageQuery.Trashed.WITHOUT)).containsExactly("Audit", "Boxes", "Courier");
        assertThat(titles("amount", PageQuery.Trashed.WITHOUT)).containsExactly("Boxes", "Courier", "Audit");
        assertThat(titles("created_at", PageQuery.Trashed.WITHOUT)).containsExactly("Courier", "Audit", "Boxes");
    }

    private List<String> titles(String sort, PageQuery.Trashed trashed) {
        PageQuery query = new PageQuery(1, 15, sort, true, null, trashed);
        return world.read(tx -> charges.list(tx, admin, partner.id(), query)).items().stream()
                .map(AdditionalCharge::title)
                .toList();
    }

    @Test
    void chargesOfACaseAreNoAdditionalOnes() {
        end(oneCase(true, false, "0"), true);

        assertThat(titles(null, PageQuery.Trashed.WITH)).isEmpty();
    }

    @Test
    void anotherPartnersChargeIsUnknown() {
        AdditionalCharge charge = added("Set-up", "10");
        UUID other = world.partner("Meadow Skin").id();
        Caller both = reaching(Set.of(partner.id(), other));

        assertThat(kindOf(() -> world.read(tx -> charges.find(tx, both, other, charge.id()))))
                .isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(kindOf(() -> world.read(tx -> charges.find(tx, reaching(Set.of(other)), partner.id(), charge.id()))))
                .isEqualTo(Problem.Kind.NOT_FOUND);
    }

    private static Problem.Kind kindOf(ThrowingCallable call) {
        return catchThrowableOfType(Problem.class, call).kind();
    }
}
