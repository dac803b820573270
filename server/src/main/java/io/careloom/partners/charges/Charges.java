package io.careloom.partners.charges;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.partners.Partners;
import io.careloom.partners.Tenant;
import io.careloom.platform.Fields;
import io.careloom.platform.Ids;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What partners are charged. The price of a case is the partner's {@code charge_(a)sync_(new|follow_up)_case} and what its
 * offerings cost; additional charges are made, changed and deleted by administrators. A partner out of the caller's scope,
 * and a deleted charge, is 404.
 */
public final class Charges {
    private final ChargeStore store = new ChargeStore();
    private final Partners partners;
    private final EventLog events;
    private final AuditTrail audit;

    /** The door. */
    public Charges(Partners partners, EventLog events, AuditTrail audit) {
        this.partners = partners;
        this.events = events;
        this.audit = audit;
    }

    /** What a chargeable case costs at its end, of today's prices. */
    public BigDecimal price(Tx tx, ChargedCase of) {
        return store.price(tx, of).add(of.offerings());
    }

    /** What these cases were charged at their end, by case; those that were not, or not yet, are left out. */
    public Map<UUID, BigDecimal> charged(Tx tx, Scope scope, Collection<UUID> caseIds) {
        return caseIds.isEmpty() ? Map.of() : store.charged(tx, scope, caseIds);
    }

    /** Charges for the end of a chargeable case, once per case whatever its end; nothing when it costs nothing. */
    public void ended(Tx tx, ChargedCase of, boolean completed) {
        BigDecimal amount = price(tx, of);
        if (amount.signum() > 0) {
            charge(tx, of, completed ? ChargeType.CASE_COMPLETED : ChargeType.CASE_CANCELLED, amount);
        }
    }

    /** Notes that an open case is to be charged from now on, or not any more; its charge comes with its end. */
    public void chargeabilityChanged(Tx tx, ChargedCase of) {
        charge(tx, of, ChargeType.CASE_CHARGEABLE_CHANGE, BigDecimal.ZERO);
    }

    private void charge(Tx tx, ChargedCase of, ChargeType type, BigDecimal amount) {
        PartnerCharged charge = new PartnerCharged(of.tenantId(), Ids.random(), type, amount, of);
        if (store.insert(tx, charge, of)) {
            events.append(tx, charge);
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("type", type.word());
            shown.put("case_id", of.caseId().toString());
            shown.put("amount", amount.toPlainString());
            audit.changed(
                    tx,
                    Caller.system(of.tenantId()),
                    audited("charge.made", of.tenantId(), charge.chargeId(), Map.of(), shown));
        }
    }

    /** The additional charges of a partner, newest last unless asked otherwise. */
    public Page<AdditionalCharge> list(Tx tx, Caller caller, UUID partnerId, PageQuery query) {
        caller.require(Permission.CHARGE_READ);
        return store.page(tx, of(tx, caller, partnerId), query);
    }

    /** One additional charge of a partner. */
    public AdditionalCharge find(Tx tx, Caller caller, UUID partnerId, UUID chargeId) {
        caller.require(Permission.CHARGE_READ);
        return found(tx, of(tx, caller, partnerId), chargeId);
    }

    /** Adds a charge, of which the partner is told in both environments: it belongs to neither. */
    public AdditionalCharge add(Tx tx, Caller caller, UUID partnerId, AddCharge command) {
        caller.require(Permission.CHARGE_MANAGE);
        Scope scope = of(tx, caller, partnerId);
        UUID chargeId = Ids.random();
        store.add(tx, chargeId, partnerId, command);
        for (Tenant tenant : partners.tenantsOf(tx, partnerId)) {
            events.append(
                    tx,
                    new PartnerCharged(
                            tenant.tenantId(), chargeId, ChargeType.ADDITIONAL_CHARGE, command.amount(), null));
        }
        AdditionalCharge added = found(tx, scope, chargeId);
        audit.changed(tx, caller, audited("charge.added", null, chargeId, Map.of(), told(added)));
        return added;
    }

    /** Changes an additional charge; partners are told of new ones only. */
    public AdditionalCharge change(Tx tx, Caller caller, UUID partnerId, UUID chargeId, ChangeCharge command) {
        Scope scope = managed(tx, caller, partnerId);
        AdditionalCharge before = store.lock(tx, scope, chargeId).orElseThrow(Problem::notFound);
        Map<String, @Nullable Object> sent = Fields.sent(command);
        store.update(tx, Fields.with(before, sent));
        Map<String, @Nullable Object> old = told(before);
        old.keySet().retainAll(sent.keySet());
        audit.changed(tx, caller, audited("charge.changed", null, chargeId, old, sent));
        return found(tx, scope, chargeId);
    }

    /** Deletes an additional charge. */
    public void remove(Tx tx, Caller caller, UUID partnerId, UUID chargeId) {
        Scope scope = managed(tx, caller, partnerId);
        AdditionalCharge charge = store.lock(tx, scope, chargeId).orElseThrow(Problem::notFound);
        store.delete(tx, chargeId);
        audit.changed(tx, caller, audited("charge.deleted", null, chargeId, told(charge), Map.of()));
    }

    private Scope managed(Tx tx, Caller caller, UUID partnerId) {
        caller.require(Permission.CHARGE_MANAGE);
        return of(tx, caller, partnerId);
    }

    private Scope of(Tx tx, Caller caller, UUID partnerId) {
        return partners.within(tx, caller, partnerId);
    }

    private AdditionalCharge found(Tx tx, Scope scope, UUID chargeId) {
        return store.find(tx, scope, chargeId).orElseThrow(Problem::notFound);
    }

    private static Map<String, @Nullable Object> told(AdditionalCharge charge) {
        Map<String, @Nullable Object> told = Fields.of(charge);
        told.keySet().removeAll(Set.of("id", "created_at", "updated_at", "deleted_at"));
        return told;
    }

    private static AuditedChange audited(
            String action,
            @Nullable UUID tenantId,
            UUID chargeId,
            Map<String, ? extends @Nullable Object> before,
            Map<String, ? extends @Nullable Object> after) {
        return new AuditedChange(action, tenantId, "charge", chargeId, before, after);
    }
}
