package io.careloom.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.geography.Country;
import io.careloom.geography.Geography;
import io.careloom.geography.State;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.clock.TenantClocks;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.sealing.MasterKey;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import io.careloom.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PartnersTest {
    private static final Origin ORIGIN = Origin.worker("test");
    private static final Caller SYSTEM = Caller.system(Place.INSTALLATION);

    private static final UUID FOREIGN = UUID.randomUUID();
    private static final List<String> CLAIMED = new ArrayList<>();

    private static TestDatabase database;
    private static Transactions transactions;
    private static Geography geography;
    private static Partners partners;
    private static PartnerEnvironments environments;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        transactions = database.database().transactions();
        Vault vault = new Vault(transactions, MasterKey.fresh());
        AuditTrail audit = new AuditTrail(vault, new TenantClocks(transactions));
        geography = new Geography();
        partners = new Partners(
                geography, vault, audit, new EventLog(new TenantClocks(transactions)), PartnersTest::claim);
        environments = new PartnerEnvironments(partners, vault, audit);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Stands for the room of files: has every file but {@link #FOREIGN}. */
    private static void claim(Tx tx, Caller caller, UUID partnerId, Map<String, ? extends @Nullable Object> named) {
        named.forEach((field, file) -> {
            if (FOREIGN.equals(file)) {
                throw Problem.invalid(field, "This file is unknown.");
            }
            CLAIMED.add(partnerId + " " + field + " " + file);
        });
    }

    private static <T> T write(Function<Tx, T> work) {
        return transactions.write(ORIGIN, work);
    }

    private static <T> T read(Function<Tx, T> work) {
        return transactions.read(ORIGIN, work);
    }

    private static PartnerProfile partner(String name) {
        return write(tx -> partners.create(tx, SYSTEM, CreatePartner.named(name)));
    }

    /** Somebody with all rights over one partner in these environments. */
    private static Caller panel(UUID partnerId, Set<Environment> entering) {
        Set<UUID> tenants = read(tx -> partners.tenantsOf(tx, partnerId)).stream()
                .filter(tenant -> entering.contains(tenant.environment()))
                .map(Tenant::tenantId)
                .collect(Collectors.toSet());
        return new Caller(
                UUID.randomUUID(),
                Role.PANEL_USER,
                EnumSet.allOf(Permission.class),
                new Scope(tenants, Set.of(partnerId)),
                entering,
                null,
                partnerId,
                null);
    }

    private static Caller panel(UUID partnerId) {
        return panel(partnerId, EnumSet.allOf(Environment.class));
    }

    private static Optional<WebhookSettings> settings(UUID partnerId, Environment environment) {
        return read(tx -> partners.webhookSettings(
                tx, partners.tenantOf(tx, partnerId, environment).tenantId()));
    }

    private static RegisterEnvironment endpoint(Environment environment) {
        return new RegisterEnvironment(
                "https://hooks.fernhollow.example/careloom", null, null, environment.id(), null, null);
    }

    @Test
    void aNewPartnerTakesPartInBothEnvironments() {
        PartnerProfile made = partner("Fernhollow Clinic");

        List<Tenant> tenants = read(tx -> partners.tenantsOf(tx, made.id()));

        assertThat(tenants)
                .extracting(Tenant::environment)
                .containsExactlyInAnyOrder(Environment.SANDBOX, Environment.LIVE);
        assertThat(made.active()).isTrue();
        assertThat(made.patientMessageCapability()).isEqualTo("notification_email");
        assertThat(made.isAutoDlFlow()).isFalse();
        for (Tenant tenant : tenants) {
            Tenant found = read(tx -> partners.tenant(tx, tenant.tenantId()));
            assertThat(found).isEqualTo(tenant);
        }
    }

    @Test
    void aChangeShowsInTheNestedShape() {
        PartnerProfile made = partner("Brightwater Health");
        assertThat(read(tx -> partners.find(tx, made.id())).enableAvFlow()).isFalse();
        Map<String, Object> fields = Map.of(
                "enable_av_flow",
                true,
                "customer_support_email",
                "care@brightwater.example",
                "messaging_app_primary_color",
                "#1a7f5b",
                "vouched_integration_charge",
                new BigDecimal("0.1"));

        PartnerProfile changed =
                write(tx -> partners.change(tx, panel(made.id()), made.id(), new ChangePartner(fields)));

        Partner nested = read(tx -> partners.find(tx, made.id()));
        assertThat(nested.enableAvFlow()).isTrue();
        assertThat(nested.customerSupportEmail()).isEqualTo("care@brightwater.example");
        assertThat(nested.customization().primaryColor()).isEqualTo("#1a7f5b");
        assertThat(nested.name()).isEqualTo("Brightwater Health");
        assertThat(changed.vouchedIntegrationCharge()).isEqualTo("0.10");
        assertThat(changed.updatedAt()).isAfter(made.updatedAt());
    }

    @Test
    void placesAreShownWithTheirNames() {
        PartnerProfile made = partner("Harrowgate");
        State california = geography.stateNamed("CA").orElseThrow();
        Country country = california.country();
        Map<String, Object> fields = Map.of(
                "operation_country_id",
                country.countryId(),
                "address",
                new NewAddress("4 Quay Lane", "90012", "Los Angeles", california.stateId()));

        write(tx -> partners.change(tx, panel(made.id()), made.id(), new ChangePartner(fields)));

        Partner nested = read(tx -> partners.find(tx, made.id()));
        assertThat(nested.operationCountry()).isEqualTo(country);
        assertThat(nested.address())
                .extracting(Partner.Address::address, Partner.Address::cityName, Partner.Address::state)
                .containsExactly("4 Quay Lane", "Los Angeles", california);
    }

    @Test
    void anUnknownCountryOrStateIsRefused() {
        PartnerProfile made = partner("Larkmoor");
        NewAddress nowhere = new NewAddress("4 Quay Lane", "90012", "Los Angeles", UUID.randomUUID());

        assertField(
                "operation_country_id",
                () -> write(tx -> partners.change(
                        tx,
                        panel(made.id()),
                        made.id(),
                        new ChangePartner(Map.of("operation_country_id", UUID.randomUUID())))));
        assertField(
                "address.state_id",
                () -> write(tx -> partners.change(
                        tx, panel(made.id()), made.id(), new ChangePartner(Map.of("address", nowhere)))));
    }

    @Test
    void aForeignPartnerIsNotFound() {
        PartnerProfile own = partner("Pinecrest");
        PartnerProfile other = partner("Silverbirch");
        Caller caller = panel(own.id());

        assertKind(Problem.Kind.NOT_FOUND, () -> read(tx -> partners.view(tx, caller, other.id())));
        assertKind(
                Problem.Kind.NOT_FOUND,
                () -> write(tx -> partners.change(tx, caller, other.id(), new ChangePartner(Map.of()))));
        assertKind(Problem.Kind.NOT_FOUND, () -> read(tx -> partners.within(tx, caller, other.id())));
        assertThat(read(tx -> partners.list(tx, caller, PageQuery.FIRST)).items())
                .hasSize(1);
    }

    @Test
    void aListIsNarrowedByStatusAndToPartnersWithoutAParent() {
        UUID fresh = partner("Ashdown").id();
        UUID accepted = partner("Ashdown").id();
        UUID off = partner("Ashdown").id();
        UUID child = partner("Ashdown").id();
        write(tx -> {
            tx.handle().execute("update partners.partner set accepted_at = now() where partner_id = ?", accepted);
            tx.handle().execute("update partners.partner set active = false where partner_id = ?", off);
            return tx.handle()
                    .execute("update partners.partner set parent_company = 'Elmstead' where partner_id = ?", child);
        });
        Caller all = panel(fresh);
        Caller caller = new Caller(
                all.id(),
                Role.SUPPORT_STAFF,
                all.permissions(),
                new Scope(Set.of(), Set.of(fresh, accepted, off, child)),
                all.environments(),
                null,
                null,
                null);

        assertThat(listed(caller, "new", true)).containsExactlyInAnyOrder(fresh, child);
        assertThat(listed(caller, "active", true)).containsExactly(accepted);
        assertThat(listed(caller, "inactive", true)).containsExactly(off);
        assertThat(listed(caller, null, false)).containsExactlyInAnyOrder(fresh, accepted, off);
        assertThat(listed(caller, null, true)).hasSize(4);
        assertThatThrownBy(() -> listed(caller, "asleep", true))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.fields()).containsOnlyKeys("status"));
    }

    private static List<UUID> listed(Caller caller, @Nullable String status, boolean withChildren) {
        PartnerFilter filter = new PartnerFilter(null, null, null, status, withChildren, false);
        return read(tx -> partners.list(tx, caller, filter, PageQuery.FIRST)).items().stream()
                .map(PartnerView::id)
                .toList();
    }

    @Test
    void partnersWithACaseInTheLastThirtyDaysAreRecentlyActiveWhereTheCallerMayLook() {
        UUID busy = partner("Busy").id();
        UUID asleep = partner("Asleep").id();
        Instant now = Instant.now();
        caseMade(busy, Environment.LIVE, now.minus(Duration.ofDays(29)));
        caseMade(busy, Environment.LIVE, now.minus(Duration.ofDays(40)));
        caseMade(asleep, Environment.LIVE, now.minus(Duration.ofDays(31)));
        PartnerFilter recently = new PartnerFilter(null, null, null, null, true, true);
        for (UUID id : List.of(busy, asleep)) {
            List<PartnerView> entering = read(tx -> partners.list(tx, panel(id), recently, PageQuery.FIRST))
                    .items();
            assertThat(entering).hasSize(id.equals(busy) ? 1 : 0);
            assertThat(read(tx -> partners.list(
                                    tx, panel(id, EnumSet.of(Environment.SANDBOX)), recently, PageQuery.FIRST))
                            .items())
                    .isEmpty();
        }
    }

    private static void caseMade(UUID partnerId, Environment where, Instant at) {
        write(tx -> {
            UUID tenantId = partners.tenantOf(tx, partnerId, where).tenantId();
            new PartnerActivity()
                    .on(
                            tx,
                            new RecordedEvent(
                                    UUID.randomUUID(),
                                    tenantId,
                                    "CaseCreated",
                                    UUID.randomUUID(),
                                    1,
                                    at,
                                    "{}",
                                    null,
                                    null));
            return at;
        });
    }

    @Test
    void aClinicianSeesTheNameOnly() {
        PartnerProfile made = partner("Elmstead");
        Caller clinician = new Caller(
                UUID.randomUUID(),
                Role.CLINICIAN,
                Set.of(Permission.PARTNER_READ),
                new Scope(Set.of(), Set.of(made.id())),
                Set.of(Environment.LIVE),
                null,
                null,
                UUID.randomUUID());

        PartnerView seen = read(tx -> partners.view(tx, clinician, made.id()));

        assertThat(seen).isEqualTo(new PartnerView.Name(made.id(), "Elmstead"));
    }

    @Test
    void aMissingSecretIsMadeAndShown() {
        PartnerProfile made = partner("Oakhaven");
        Caller caller = panel(made.id());

        PartnerEnvironment registered =
                write(tx -> environments.register(tx, caller, made.id(), endpoint(Environment.SANDBOX)));

        assertThat(registered.identifier()).isEqualTo("sandbox");
        assertThat(registered.webhookSecret()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(settings(made.id(), Environment.SANDBOX))
                .contains(new WebhookSettings(
                        "https://hooks.fernhollow.example/careloom", registered.webhookSecret(), null, "php", "4x15m"));
    }

    @Test
    void theSecretLiesSealedInTheDatabase() {
        PartnerProfile made = partner("Thistledown");
        RegisterEnvironment command = new RegisterEnvironment(
                "https://hooks.thistledown.example",
                "a-secret-of-ours",
                "Bearer of-theirs",
                Environment.LIVE.id(),
                "compact",
                "6-in-24h");
        write(tx -> environments.register(tx, panel(made.id()), made.id(), command));

        String row = read(tx -> tx.handle()
                .createQuery("select encode(webhook_secret || webhook_authorization, 'escape')"
                        + " from partners.environment_settings s join partners.tenant t using (tenant_id)"
                        + " where t.partner_id = :id")
                .bind("id", made.id())
                .mapTo(String.class)
                .one());

        assertThat(row).doesNotContain("a-secret-of-ours").doesNotContain("of-theirs");
    }

    @Test
    void anEndpointIsFoundByItsEnvironmentTooAndChanges() {
        PartnerProfile made = partner("Wrenfield");
        Caller caller = panel(made.id());
        PartnerEnvironment registered =
                write(tx -> environments.register(tx, caller, made.id(), endpoint(Environment.SANDBOX)));
        assertThat(settings(made.id(), Environment.SANDBOX)).isPresent();
        ChangeEnvironment change = new ChangeEnvironment(
                Change.set("http://127.0.0.1:9009/hook"),
                Change.absent(),
                Change.set("Token 77"),
                Change.set(Environment.SANDBOX.id()),
                Change.set("compact"),
                Change.absent());

        PartnerEnvironment changed =
                write(tx -> environments.change(tx, caller, made.id(), Environment.SANDBOX.id(), change));

        assertThat(changed.id()).isEqualTo(registered.id());
        assertThat(changed.webhookSecret()).isEqualTo(registered.webhookSecret());
        assertThat(settings(made.id(), Environment.SANDBOX))
                .contains(new WebhookSettings(
                        "http://127.0.0.1:9009/hook", registered.webhookSecret(), "Token 77", "compact", "4x15m"));
        PartnerEnvironment found = read(tx -> environments.find(tx, caller, made.id(), registered.id()));
        assertThat(found).isEqualTo(changed);
    }

    @Test
    void anEnvironmentHasOneEndpoint() {
        PartnerProfile made = partner("Juniper Row");
        Caller caller = panel(made.id());
        write(tx -> environments.register(tx, caller, made.id(), endpoint(Environment.LIVE)));

        assertKind(
                Problem.Kind.CONFLICT,
                () -> write(tx -> environments.register(tx, caller, made.id(), endpoint(Environment.LIVE))));
    }

    @Test
    void aRemovedEndpointReceivesNothingAndMayBeRegisteredAnew() {
        PartnerProfile made = partner("Foxglove");
        Caller caller = panel(made.id());
        PartnerEnvironment registered =
                write(tx -> environments.register(tx, caller, made.id(), endpoint(Environment.LIVE)));

        write(tx -> {
            environments.remove(tx, caller, made.id(), registered.id());
            return true;
        });

        assertThat(settings(made.id(), Environment.LIVE)).isEmpty();
        assertKind(Problem.Kind.NOT_FOUND, () -> read(tx -> environments.find(tx, caller, made.id(), registered.id())));
        assertThat(write(tx -> environments.register(tx, caller, made.id(), endpoint(Environment.LIVE)))
                        .id())
                .isNotEqualTo(registered.id());
    }

    @Test
    void anotherPartnersEndpointAndAnEnvironmentWithoutPermissionAreNotFound() {
        PartnerProfile own = partner("Marshlight");
        PartnerProfile other = partner("Copperfield");
        PartnerEnvironment live =
                write(tx -> environments.register(tx, panel(own.id()), own.id(), endpoint(Environment.LIVE)));
        Caller sandboxOnly = panel(own.id(), Set.of(Environment.SANDBOX));

        assertKind(
                Problem.Kind.NOT_FOUND,
                () -> read(tx -> environments.find(tx, panel(other.id()), own.id(), live.id())));
        assertKind(
                Problem.Kind.NOT_FOUND,
                () -> read(tx -> environments.find(tx, panel(other.id()), other.id(), live.id())));
        assertKind(Problem.Kind.NOT_FOUND, () -> read(tx -> environments.find(tx, sandboxOnly, own.id(), live.id())));
        Set<Environment> all = EnumSet.allOf(Environment.class);
        assertThat(read(tx -> environments.list(tx, sandboxOnly, own.id(), all, PageQuery.FIRST))
                        .items())
                .isEmpty();
        assertField(
                "environment_id",
                () -> write(tx -> environments.register(tx, sandboxOnly, own.id(), endpoint(Environment.LIVE))));
    }

    private static void assertKind(Problem.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    private static void assertField(String field, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fields()).containsOnlyKeys(field));
    }

    @Test
    void filesOfTheProfileAreClaimedWhenTheyAreNew() {
        UUID logo = UUID.randomUUID();
        UUID contract = UUID.randomUUID();
        UUID id = write(tx ->
                        partners.create(tx, SYSTEM, new CreatePartner("Harbour Skin", Map.of("logo_file_id", logo))))
                .id();
        Caller manager = panel(id);
        assertThat(CLAIMED).containsOnlyOnce(id + " logo_file_id " + logo);

        PartnerProfile changed = write(tx -> partners.change(
                tx,
                manager,
                id,
                new ChangePartner(
                        Map.of("logo_file_id", logo, "contract_file_id", contract, "support_hours", "8 to 6"))));

        assertThat(CLAIMED)
                .containsOnlyOnce(id + " logo_file_id " + logo)
                .containsOnlyOnce(id + " contract_file_id " + contract)
                .noneMatch(one -> one.contains("support_hours"));
        assertThat(changed.logoFileId()).isEqualTo(logo);
        assertThat(changed.contractFileId()).isEqualTo(contract);
        assertThatThrownBy(() -> write(tx ->
                        partners.change(tx, manager, id, new ChangePartner(Map.of("insurance_file_id", FOREIGN)))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fields()).containsOnlyKeys("insurance_file_id"));
        assertThat(write(tx -> partners.change(
                                tx, manager, id, new ChangePartner(Collections.singletonMap("logo_file_id", null))))
                        .logoFileId())
                .isNull();
    }
}
