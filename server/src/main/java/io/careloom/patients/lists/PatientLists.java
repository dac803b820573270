package io.careloom.patients.lists;

import io.careloom.geography.Geography;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.partners.Partners;
import io.careloom.partners.Tenant;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists of patients within the caller's partners and environments. */
public final class PatientLists {
    private final PatientListStore store = new PatientListStore();
    private final Geography geography;
    private final Partners partners;

    /** The door. */
    public PatientLists(Geography geography, Partners partners) {
        this.geography = geography;
        this.partners = partners;
    }

    /**
     * Which patients are wanted; null narrows nothing.
     *
     * @param email exactly, but for case
     * @param firstName its beginning, but for case; {@code lastName} likewise
     * @param text an id, or the beginning of an e-mail, a first, last or full name
     * @param textId the text, where it is an id
     * @param named tenants whose partner the text names
     */
    public record Filter(
            @Nullable UUID id,
            @Nullable String email,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable UUID stateId,
            @Nullable Integer gender,
            @Nullable LocalDate bornFrom,
            @Nullable LocalDate bornUntil,
            @Nullable String text,
            @Nullable UUID textId,
            Scope named) {
        /** Narrows nothing. */
        public static final Filter ALL = who(null, null, null, null);

        /** By id, e-mail and names. */
        public static Filter who(
                @Nullable UUID id, @Nullable String email, @Nullable String firstName, @Nullable String lastName) {
            return new Filter(id, email, firstName, lastName, null, null, null, null, null, null, Scope.NONE);
        }

        /** By a text. */
        public static Filter text(@Nullable String text) {
            return ALL.with(text, Scope.NONE);
        }

        /** The same, of this state, gender and time of birth. */
        public Filter of(
                @Nullable UUID state,
                @Nullable Integer wantedGender,
                @Nullable LocalDate from,
                @Nullable LocalDate until) {
            return new Filter(id, email, firstName, lastName, state, wantedGender, from, until, text, textId, named);
        }

        Filter with(@Nullable String wanted, Scope ofThesePartners) {
            return new Filter(
                    id,
                    email,
                    firstName,
                    lastName,
                    stateId,
                    gender,
                    bornFrom,
                    bornUntil,
                    wanted,
                    wanted == null ? null : Ids.read(wanted).orElse(null),
                    ofThesePartners);
        }

        @Override
        public String toString() {
            return "Filter[]";
        }
    }

    /** The patients of one partner, by last name unless asked otherwise; 404 when the partner is out of reach. */
    public Page<PatientLine> ofPartner(
            Tx tx, Caller caller, UUID partnerId, Set<Environment> environments, Wanted wanted) {
        caller.require(Permission.PATIENT_READ);
        Scope scope = within(tx, partners.within(tx, caller, partnerId), environments);
        return lines(tx, store.page(tx, scope, wanted.filter(), wanted.page()));
    }

    /** Which of them, and which page. */
    public record Wanted(Filter filter, PageQuery page) {}

    /**
     * The patients of all partners within reach whose id the text is, whose e-mail or name begins with it, or whose partner's
     * name contains it; all without a text.
     */
    public Page<PatientLine> everywhere(Tx tx, Caller caller, @Nullable String text, PageQuery page) {
        caller.require(Permission.PATIENT_READ);
        Filter filter = text == null ? Filter.ALL : Filter.ALL.with(text, named(tx, caller, text));
        return lines(tx, store.page(tx, caller.scope(), filter, page));
    }

    /** The patients within reach whose id the search is, or whose e-mail or name begins with it; all without a search. */
    public Page<PatientLine> reached(Tx tx, Caller caller, PageQuery page) {
        caller.require(Permission.PATIENT_READ);
        return lines(tx, store.page(tx, caller.scope(), Filter.text(page.search()), page));
    }

    /** One patient as the lists show it; 404 out of reach. */
    public PatientLine find(Tx tx, Caller caller, UUID patientId) {
        caller.require(Permission.PATIENT_READ);
        return line(tx, store.find(tx, caller.scope(), patientId).orElseThrow(Problem::notFound));
    }

    private Scope named(Tx tx, Caller caller, String text) {
        String part = text.toLowerCase(Locale.ROOT);
        Set<UUID> tenants = partners.tenants(tx).stream()
                .filter(tenant -> caller.scope().tenants().contains(tenant.tenantId()))
                .filter(tenant -> partners.find(tx, tenant.partnerId())
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .contains(part))
                .map(Tenant::tenantId)
                .collect(Collectors.toSet());
        return new Scope(tenants, Set.of());
    }

    private Scope within(Tx tx, Scope reached, Set<Environment> environments) {
        return reached.within(reached.tenants().stream()
                .filter(tenant ->
                        environments.contains(partners.tenant(tx, tenant).environment()))
                .collect(Collectors.toSet()));
    }

    private Page<PatientLine> lines(Tx tx, Page<PatientListStore.Row> found) {
        return found.map(row -> line(tx, row));
    }

    private PatientLine line(Tx tx, PatientListStore.Row row) {
        Tenant tenant = partners.tenant(tx, row.tenantId());
        return new PatientLine(
                row.patientId(),
                partners.find(tx, tenant.partnerId()),
                tenant.environment(),
                row.person(),
                geography.state(row.stateId()).orElseThrow(),
                row.createdAt(),
                row.updatedAt(),
                row.deletedAt());
    }
}
