package io.careloom.partners;

import io.careloom.geography.Country;
import io.careloom.geography.Geography;
import io.careloom.geography.State;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.platform.Fields;
import io.careloom.platform.Ids;
import io.careloom.platform.Recent;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.sealing.Vault;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Partners and their tenants. What is read here may be up to a second old after a change on another node. */
public final class Partners {
    private static final String ALL = "all";
    private static final Set<String> FILES = Set.of("logo_file_id", "contract_file_id", "insurance_file_id");

    private final Recent<UUID, Partner> partners = new Recent<>();
    private final Recent<String, Tenants> tenants = new Recent<>();

    private final Recent<UUID, Optional<WebhookSettings>> endpoints = new Recent<>();
    private final Geography geography;
    private final SealedEndpoint sealed;
    private final AuditTrail audit;
    private final FileClaims claims;
    private final Tags tags;

    /** Takes uploads for partners; the room of files knows how. */
    @FunctionalInterface
    public interface FileClaims {
        /**
         * The partner has the files that these fields name from now on.
         *
         * @throws Problem INVALID with every field whose file cannot be taken
         */
        void claim(Tx tx, Caller caller, UUID partnerId, Map<String, ? extends @Nullable Object> named);
    }

    /** The door. */
    public Partners(Geography geography, Vault vault, AuditTrail audit, EventLog events, FileClaims claims) {
        this.claims = claims;
        this.geography = geography;
        this.sealed = new SealedEndpoint(vault);
        this.audit = audit;
        this.tags = new Tags(this, audit, events);
    }

    /** Labels for cases, patients and files. */
    public Tags tags() {
        return tags;
    }

    private record Tenants(List<Tenant> list, Map<UUID, Tenant> byId) {
        static Tenants of(List<Tenant> list) {
            return new Tenants(
                    List.copyOf(list),
                    list.stream().collect(Collectors.toUnmodifiableMap(Tenant::tenantId, Function.identity())));
        }
    }

    /** A partner as other things nest it; 404 when there is none. Not scoped: the caller got the id from its own row. */
    public Partner find(Tx tx, UUID partnerId) {
        return partners.get(partnerId, id -> {
            PartnerStore store = new PartnerStore(tx);
            return nested(store, store.find(id).orElseThrow(Problem::notFound));
        });
    }

    /** The partner of a credential or panel user; anybody else is refused as forbidden. */
    public PartnerProfile own(Tx tx, Caller caller) {
        caller.require(Permission.PARTNER_READ);
        UUID partnerId = caller.partnerId();
        if (partnerId == null) {
            throw Problem.forbidden();
        }
        return stored(tx, partnerId);
    }

    /** A partner within the caller's scope, else 404; a clinician sees its name only. */
    public PartnerView view(Tx tx, Caller caller, UUID partnerId) {
        caller.require(Permission.PARTNER_READ);
        return seen(caller, stored(tx, reachable(caller, partnerId)));
    }

    /** The partners of the caller's scope, oldest first; sorts by {@code name} and {@code parent_company}. */
    public Page<PartnerView> list(Tx tx, Caller caller, PageQuery query) {
        return list(tx, caller, PartnerFilter.ALL, query);
    }

    /** The same, only some of them. */
    public Page<PartnerView> list(Tx tx, Caller caller, PartnerFilter filter, PageQuery query) {
        caller.require(Permission.PARTNER_READ);
        return new PartnerStore(tx).page(caller.scope(), filter, query).map(partner -> seen(caller, partner));
    }

    /** Those of the caller's scope with one of these ids; who may not read partners sees their names only. */
    public Page<PartnerView> list(Tx tx, Caller caller, Set<UUID> among, PageQuery query) {
        Set<UUID> reached = new HashSet<>(caller.scope().partners());
        reached.retainAll(among);
        return new PartnerStore(tx)
                .page(new Scope(Set.of(), reached), PartnerFilter.ALL, query)
                .map(partner -> seen(caller, partner));
    }

    private static PartnerView seen(Caller caller, PartnerProfile partner) {
        boolean nameOnly =
                caller.role() == Role.CLINICIAN || !caller.permissions().contains(Permission.PARTNER_READ);
        return nameOnly ? new PartnerView.Name(partner.id(), partner.name()) : partner;
    }

    /** Makes a partner with its two tenants; no credential and no endpoint yet. */
    public PartnerProfile create(Tx tx, Caller caller, CreatePartner command) {
        caller.require(Permission.PARTNER_CREATE);
        UUID partnerId = Ids.random();
        PartnerStore store = new PartnerStore(tx);
        store.insert(partnerId, command.name());
        for (Environment environment : Environment.values()) {
            store.insertTenant(new Tenant(Ids.random(), partnerId, environment));
        }
        claim(tx, caller, partnerId, command.more());
        store.update(partnerId, columns(store, command.more()));
        forget();
        tx.afterCommit(this::forget);
        audit.changed(tx, caller, changed("partner.created", partnerId, Map.of(), Map.of("name", command.name())));
        return stored(tx, partnerId);
    }

    /** Changes the profile of a partner within the caller's scope. */
    public PartnerProfile change(Tx tx, Caller caller, UUID partnerId, ChangePartner command) {
        caller.require(Permission.PARTNER_MANAGE);
        PartnerProfile before = stored(tx, reachable(caller, partnerId));
        PartnerStore store = new PartnerStore(tx);
        Map<String, @Nullable Object> columns = columns(store, command.fields());
        Map<String, @Nullable Object> old = Fields.of(before);
        old.keySet().retainAll(columns.keySet());
        Map<String, @Nullable Object> fresh = new LinkedHashMap<>(columns);
        fresh.entrySet().removeIf(field -> Objects.equals(field.getValue(), old.get(field.getKey())));
        claim(tx, caller, partnerId, fresh);
        store.update(partnerId, columns);
        tx.afterCommit(this::forget);
        audit.changed(tx, caller, changed("partner.changed", partnerId, old, columns));
        return stored(tx, partnerId);
    }

    private void claim(Tx tx, Caller caller, UUID partnerId, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>(fields);
        named.keySet().retainAll(FILES);
        claims.claim(tx, caller, partnerId, named);
    }

    /** One tenant; 404 when there is none. */
    public Tenant tenant(Tx tx, UUID tenantId) {
        Tenant known = tenantsById(tx).get(tenantId);
        if (known == null) {
            // maybe made a moment ago by another node
            tenants.forget();
            known = tenantsById(tx).get(tenantId);
        }
        if (known == null) {
            throw Problem.notFound();
        }
        return known;
    }

    /** All tenants of the installation. */
    public List<Tenant> tenants(Tx tx) {
        return snapshot(tx).list();
    }

    /** The tenants of one partner, sandbox and live; empty when there is no such partner. */
    public List<Tenant> tenantsOf(Tx tx, UUID partnerId) {
        // not from memory: a partner made in this very transaction is meant too
        return new PartnerStore(tx).tenantsOf(partnerId);
    }

    /** A partner in one environment; 404 when there is no such partner. */
    public Tenant tenantOf(Tx tx, UUID partnerId, Environment environment) {
        return tenantsOf(tx, partnerId).stream()
                .filter(tenant -> tenant.environment() == environment)
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    /** Where a tenant's webhooks go; empty when it registered no endpoint. */
    public Optional<WebhookSettings> webhookSettings(Tx tx, UUID tenantId) {
        return endpoints.get(
                tenantId, id -> new EnvironmentStore(tx).of(Scope.tenant(id)).map(sealed::open));
    }

    /** The tenants of one partner within the caller's scope; 404 when the partner is out of it. */
    public Scope within(Tx tx, Caller caller, UUID partnerId) {
        UUID reached = reachable(caller, partnerId);
        Set<UUID> tenants =
                tenantsOf(tx, reached).stream().map(Tenant::tenantId).collect(Collectors.toSet());
        Scope within = caller.scope().within(tenants);
        return new Scope(within.tenants(), Set.of(reached), within.readers(), within.locked());
    }

    private static UUID reachable(Caller caller, UUID partnerId) {
        if (!caller.scope().partners().contains(partnerId)) {
            throw Problem.notFound();
        }
        return partnerId;
    }

    void forget() {
        partners.forget();
        tenants.forget();
        endpoints.forget();
    }

    private Map<UUID, Tenant> tenantsById(Tx tx) {
        return snapshot(tx).byId();
    }

    private Tenants snapshot(Tx tx) {
        return tenants.get(ALL, _ -> Tenants.of(new PartnerStore(tx).tenants()));
    }

    private static PartnerProfile stored(Tx tx, UUID partnerId) {
        return new PartnerStore(tx).find(partnerId).orElseThrow(Problem::notFound);
    }

    /** The columns to set: an address becomes a row of its own, ids of places become those that geography keeps. */
    private Map<String, @Nullable Object> columns(PartnerStore store, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>(fields);
        if (columns.containsKey("address")) {
            Object sent = columns.remove("address");
            columns.put("address_id", sent instanceof NewAddress address ? stored(store, address) : null);
        }
        if (columns.get("operation_country_id") instanceof UUID countryId) {
            UUID kept = geography
                    .country(countryId)
                    .map(Country::countryId)
                    .orElseThrow(() -> Problem.invalid("operation_country_id", "There is no such country."));
            columns.put("operation_country_id", kept);
        }
        return columns;
    }

    private UUID stored(PartnerStore store, NewAddress address) {
        UUID stateId = geography
                .state(address.stateId())
                .map(State::stateId)
                .orElseThrow(() -> Problem.invalid("address.state_id", "There is no such state."));
        UUID addressId = Ids.random();
        store.insertAddress(new PartnerStore.AddressRow(
                addressId, address.address(), address.zipCode(), address.cityName(), stateId));
        return addressId;
    }

    private static AuditedChange changed(
            String action, UUID partnerId, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        return new AuditedChange(action, null, "partner", partnerId, before, after);
    }

    private Partner nested(PartnerStore store, PartnerProfile of) {
        return new Partner(
                of.id(),
                of.name(),
                of.supportMessageCapability(),
                of.patientMessageCapability(),
                of.operationsSupportEmail(),
                of.customerSupportEmail(),
                of.partnerNotes(),
                of.providesMedications(),
                of.thankYouNoteHeader(),
                of.thankYouNoteFooter(),
                of.vouchedIntegrationType(),
                of.businessModel(),
                of.enableAvFlow(),
                of.enableIcdBmi(),
                of.isAutoDlFlow(),
                of.slackChannelId(),
                new Partner.Customization(
                        of.messagingAppPrimaryColor(),
                        of.messagingAppSecondaryColor(),
                        of.messagingAppBackgroundColor()),
                Optional.ofNullable(of.addressId())
                        .flatMap(store::address)
                        .flatMap(this::address)
                        .orElse(null),
                Optional.ofNullable(of.operationCountryId())
                        .flatMap(geography::country)
                        .orElse(null));
    }

    private Optional<Partner.Address> address(PartnerStore.AddressRow row) {
        return geography
                .state(row.stateId())
                .map(state ->
                        new Partner.Address(row.addressId(), row.address(), row.zipCode(), row.cityName(), state));
    }
}
