package io.careloom.prescribing;

import io.careloom.cases.Cases;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.cases.offerings.CaseOfferings;
import io.careloom.cases.offerings.LineKey;
import io.careloom.cases.offerings.LineStatus;
import io.careloom.cases.offerings.Sendings.Again;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.patients.Patient;
import io.careloom.platform.Ids;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.prescribing.Finding.Verdict;
import io.careloom.prescribing.Prescription.Status;
import io.careloom.prescribing.PrescriptionGateway.Notice;
import io.careloom.prescribing.PrescriptionGateway.State;
import io.careloom.prescribing.PrescriptionStore.Claimed;
import io.careloom.prescribing.Screenings.Screening;
import io.careloom.prescribing.pharmacies.PreferredPharmacies;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The prescriptions of cases: made for the lines of a case in processing, carried by a network, dropped when a line is called
 * off. Whoever changes one locks its case first, so that lines and prescriptions of a case change one after the other.
 */
public final class Prescriptions {
    private final Cases cases;
    private final Screenings screenings;
    private final Ground ground;
    private final Authorizations authorizations;

    /**
     * What this room stands on.
     *
     * @param wake runs after the commit of work for {@link PrescriptionSender}
     */
    public record Ground(PreferredPharmacies preferred, AuditTrail audit, Clocks clocks, Runnable wake) {}

    /** Over the cases whose lines are prescribed. */
    public Prescriptions(Cases cases, Screenings screenings, Ground ground) {
        this.cases = cases;
        this.screenings = screenings;
        this.ground = ground;
        this.authorizations = new Authorizations(ground.audit());
    }

    /** The prescriptions of a case, the oldest first; 404 out of reach. */
    public List<Prescription> ofCase(Tx tx, Caller caller, UUID caseId) {
        return cases.offerings().all(tx, caller, caseId).stream()
                .findFirst()
                .map(line -> new PrescriptionStore(tx).ofCase(line.tenantId(), caseId))
                .orElse(List.of());
    }

    /** One of a case that the caller sees, by its own id or that of its line, else 404. */
    public Prescription find(Tx tx, Caller caller, UUID prescriptionId) {
        Prescription found =
                new PrescriptionStore(tx).find(caller.scope(), prescriptionId).orElseThrow(Problem::notFound);
        cases.find(tx, caller, found.caseId());
        return found;
    }

    /**
     * Sends again what did not arrive, maybe to another pharmacy; the case, when it is with support, goes back to processing.
     *
     * @throws Problem CONFLICT {@code prescription_in_flight} while nothing is known yet of what was sent
     */
    public void resubmit(Tx tx, Caller caller, UUID caseId, @Nullable Integer pharmacyId) {
        if (pharmacyId == null) {
            lines().sendings().resubmitAll(tx, caller, caseId);
            return;
        }
        List<CaseOffering> due = lines().all(tx, caller, caseId).stream()
                .filter(line -> line.product().type().isPrescribed() && line.status() != LineStatus.COMPLETED)
                .toList();
        if (due.isEmpty()) {
            throw Problem.conflict("illegal_transition", "Nothing of this case is to be sent again.")
                    .with("allowed_transitions", List.of());
        }
        due.forEach(line ->
                lines().sendings().resubmit(tx, caller, LineKey.of(caseId, line.id()), new Again(pharmacyId, null)));
    }

    /** Takes what a network tells by itself: early, late, twice; a number that nobody knows is false. */
    public boolean hear(Tx tx, Scope scope, Notice notice) {
        Optional<Prescription> told = new PrescriptionStore(tx).numbered(scope, notice.prescriptionId());
        told.ifPresent(known -> report(tx, known, notice.state()));
        return told.isPresent();
    }

    /** How insurances are asked to pay for prescriptions. */
    public Authorizations authorizations() {
        return authorizations;
    }

    /** Keeps what the insurance pays of a prescription, by its digest; partners are told when it is not what it was. */
    void covered(Tx tx, Caller caller, Prescription of, byte[] digest) {
        Map<String, Object> asked = Map.of("case_id", of.caseId());
        lines().hold(tx, of.tenantId(), of.caseId());
        ground.audit()
                .changed(
                        tx,
                        caller,
                        new AuditedChange(
                                "prescription.coverage",
                                of.tenantId(),
                                "prescription",
                                of.prescriptionId(),
                                Map.of(),
                                asked));
        if (!new PrescriptionStore(tx).keepCoverage(of, digest)) {
            return;
        }
        Caller server = Caller.system(of.tenantId());
        lines().tell(
                        tx,
                        server,
                        of.caseId(),
                        (sequence, metadata) -> new CoverageUpdated(
                                of.tenantId(), of.caseId(), sequence, of.prescriptionId(), metadata));
    }

    /**
     * Brings prescriptions and lines of a case together: makes what is missing, drops what nobody wants any more, also when the
     * patient left.
     */
    void follow(Tx tx, UUID tenantId, UUID caseId) {
        boolean shown = lines().hold(tx, tenantId, caseId);
        PrescriptionStore store = new PrescriptionStore(tx);
        Map<UUID, Prescription> latest = store.ofCase(tenantId, caseId).stream()
                .filter(prescription -> prescription.status().isLive())
                .collect(Collectors.toMap(Prescription::lineId, Function.identity(), newer()));
        List<CaseOffering> all =
                lines().of(tx, Scope.tenant(tenantId), List.of(caseId)).getOrDefault(caseId, List.of());
        Map<UUID, CaseOffering> byId = all.stream().collect(Collectors.toMap(CaseOffering::id, Function.identity()));
        latest.values().stream()
                .filter(live -> !isWanted(byId.get(live.lineId())))
                .forEach(live -> change(tx, live, (now, at) -> now.dropped("The line was called off.", at)));
        List<CaseOffering> waiting = all.stream()
                .filter(Screenings::isToSend)
                .filter(line -> !isOnItsWay(latest.get(line.id())))
                .toList();
        if (shown && !waiting.isEmpty()) {
            send(tx, caseId, waiting, latest);
        }
    }

    private void send(Tx tx, UUID caseId, List<CaseOffering> waiting, Map<UUID, Prescription> latest) {
        UUID tenantId = waiting.getFirst().tenantId();
        Caller server = Caller.system(tenantId);
        Patient patient = cases.find(tx, server, caseId).patient();
        for (CaseOffering line : waiting) {
            Screening screening = screenings.screen(tx, patient, line);
            List<CaseOffering> sent =
                    lines().submit(tx, server, caseId, List.of(line.id()), pharmacy(tx, line, patient));
            if (sent.isEmpty()) {
                return; // the case is not in processing
            }
            if (latest.containsKey(line.id())) {
                lines().complete(tx, server, caseId, line.id(), null); // a late notice said that it arrived
            } else if (screening.verdict() != Verdict.READY) {
                lines().fail(tx, server, caseId, line.id(), screening.reason());
            } else {
                make(tx, patient, sent.getFirst());
            }
        }
    }

    /** Where it goes: to the pharmacy that is forced, else to the patient's first choice, else to the offering's. */
    private Map<String, Object> pharmacy(Tx tx, CaseOffering line, Patient patient) {
        ProductTerms terms = line.product().terms();
        boolean forced = terms.pharmacyId() != null && Boolean.TRUE.equals(terms.forcePharmacy());
        if (forced || !Prescription.isTransmitted(line.product().type())) {
            return Map.of();
        }
        return ground.preferred()
                .primaryOf(tx, line.tenantId(), patient.patientId())
                .<Map<String, Object>>map(own -> Map.of("pharmacy_id", own.id(), "pharmacy_name", own.name()))
                .orElse(Map.of());
    }

    private void make(Tx tx, Patient patient, CaseOffering line) {
        Instant now = now(line.tenantId());
        Prescription made = new Prescription(
                Ids.random(),
                line.tenantId(),
                line.caseId(),
                line.id(),
                patient.patientId(),
                line.product().type(),
                line.product().terms(),
                Status.DRAFT,
                null,
                null,
                null,
                now,
                now);
        new PrescriptionStore(tx).insert(made);
        tellLine(tx, made);
        audit(tx, "prescription.made", Map.of(), made);
        if (!Prescription.isTransmitted(made.type())) {
            // it goes with the order of its pharmacy
            report(tx, made, new State(PrescriptionGateway.Status.VERIFIED, null));
        } else {
            tx.afterCommit(ground.wake());
        }
    }

    /** Takes what the network says of a prescription, and lets the line follow. */
    private void report(Tx tx, Prescription known, State state) {
        change(tx, known, (now, at) -> now.reported(state, at));
    }

    /** Takes what the network told the worker that leased it. */
    void report(Tx tx, Claimed claimed, State state) {
        change(tx, claimed, (now, at) -> now.reported(state, at));
    }

    /** Nothing came of it; the case goes to support with the reason. */
    void fail(Tx tx, Claimed claimed, String reason) {
        change(tx, claimed, (now, at) -> now.failed(reason, at));
    }

    /** The network noted it under this number. */
    void noted(Tx tx, Claimed claimed, int number) {
        change(tx, claimed, (now, at) -> now.status() == Status.DRAFT ? now.noted(number, at) : now);
    }

    private interface Verb {
        Prescription of(Prescription now, Instant at);
    }

    private void change(Tx tx, Prescription known, Verb verb) {
        boolean shown = lines().hold(tx, known.tenantId(), known.caseId());
        change(tx, new PrescriptionStore(tx).lock(known), shown, verb);
    }

    /** Whose lease went to another worker meanwhile records nothing: that one looked later. */
    private void change(Tx tx, Claimed claimed, Verb verb) {
        Prescription known = claimed.prescription();
        boolean shown = lines().hold(tx, known.tenantId(), known.caseId());
        new PrescriptionStore(tx).lock(claimed).ifPresent(before -> change(tx, before, shown, verb));
    }

    private void change(Tx tx, Prescription before, boolean shown, Verb verb) {
        PrescriptionStore store = new PrescriptionStore(tx);
        Instant now = now(before.tenantId());
        boolean overtaken = hasSuccessor(store, before);
        Prescription after = verb.of(before, now);
        if (overtaken && after.status() == Status.VERIFIED) {
            after = before.dropped("Another prescription was made for the line.", now);
        }
        if (after.equals(before)) {
            return;
        }
        keep(tx, before, after);
        if (!shown) {
            return; // the patient left: nobody is told, no line follows
        }
        if (!overtaken) {
            tellLine(tx, after);
        }
        if (before.sentAt() == null && after.sentAt() != null) {
            tell(tx, after);
        }
        if (before.status() != after.status() && !overtaken) {
            carry(tx, after);
        }
    }

    /** True when another live one was made for its line after it failed. */
    private static boolean hasSuccessor(PrescriptionStore store, Prescription before) {
        return store.ofCase(before.tenantId(), before.caseId()).stream()
                .anyMatch(other -> other.lineId().equals(before.lineId())
                        && !other.prescriptionId().equals(before.prescriptionId())
                        && other.status().isLive());
    }

    private void tellLine(Tx tx, Prescription of) {
        lines().prescribed(tx, Caller.system(of.tenantId()), of.caseId(), of.lineId(), of.told());
    }

    /** The line does what its prescription did. */
    private void carry(Tx tx, Prescription after) {
        Caller server = Caller.system(after.tenantId());
        UUID caseId = after.caseId();
        UUID lineId = after.lineId();
        Optional<CaseOffering> line = lines().all(tx, server, caseId).stream()
                .filter(one -> one.id().equals(lineId))
                .findFirst();
        boolean onItsWay = line.map(CaseOffering::status)
                .filter(LineStatus.PROCESSING::equals)
                .isPresent();
        switch (after.status()) {
            case VERIFIED -> {
                if (onItsWay) {
                    lines().complete(tx, server, caseId, lineId, after.details());
                } else {
                    follow(tx, after.tenantId(), caseId);
                }
            }
            case ERROR -> {
                if (onItsWay) {
                    lines().fail(tx, server, caseId, lineId, saidOr(after, "The pharmacy did not take it."));
                }
            }
            case CANCELLED -> {
                if (onItsWay) {
                    lines().cancel(tx, server, caseId, lineId, saidOr(after, "The prescribing network dropped it."));
                } else {
                    follow(tx, after.tenantId(), caseId);
                }
            }
            case DRAFT, SENDING, SENT, CANCELLING -> {}
        }
    }

    private static String saidOr(Prescription of, String otherwise) {
        return of.details() == null ? otherwise : of.details();
    }

    private void keep(Tx tx, Prescription before, Prescription after) {
        new PrescriptionStore(tx).update(after, PrescriptionSender.firstLook(after.status()));
        audit(tx, "prescription." + after.status().word(), told(before), after);
        if (after.status() == Status.CANCELLING) {
            tx.afterCommit(ground.wake());
        }
    }

    private void tell(Tx tx, Prescription sent) {
        List<Prescription> all = new PrescriptionStore(tx).ofCase(sent.tenantId(), sent.caseId());
        lines().tell(
                        tx,
                        Caller.system(sent.tenantId()),
                        sent.caseId(),
                        (sequence, metadata) -> new PrescriptionSubmitted(
                                sent.tenantId(),
                                sent.caseId(),
                                sequence,
                                metadata,
                                all.stream().map(Prescription::shown).toList()));
    }

    private void audit(Tx tx, String action, Map<String, Object> before, Prescription after) {
        UUID tenantId = after.tenantId();
        ground.audit()
                .changed(
                        tx,
                        Caller.system(tenantId),
                        new AuditedChange(
                                action, tenantId, "prescription", after.prescriptionId(), before, told(after)));
    }

    private static Map<String, Object> told(Prescription prescription) {
        return Map.of(
                "status",
                prescription.status().word(),
                "case_offering_id",
                prescription.lineId().toString());
    }

    /** A verified one is not: its line can be completed. */
    private static boolean isOnItsWay(@Nullable Prescription live) {
        return live != null && live.status() != Status.VERIFIED;
    }

    private static boolean isWanted(@Nullable CaseOffering line) {
        return line != null && line.status() != LineStatus.CANCELLED;
    }

    private static BinaryOperator<Prescription> newer() {
        return (one, other) -> other;
    }

    private CaseOfferings lines() {
        return cases.offerings();
    }

    private Instant now(UUID tenantId) {
        return ground.clocks().now(tenantId);
    }
}
