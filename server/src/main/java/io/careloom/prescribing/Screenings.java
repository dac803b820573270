package io.careloom.prescribing;

import io.careloom.cases.Cases;
import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.cases.offerings.LineStatus;
import io.careloom.catalog.Catalog;
import io.careloom.catalog.formulary.FormularyEntry;
import io.careloom.catalog.formulary.Ingredient;
import io.careloom.catalog.formulary.ProductCodes;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.patients.Patient;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.prescribing.Finding.Verdict;
import io.careloom.prescribing.Screened.Subject;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Screens the lines of a case by the patient's record, and keeps which warnings a clinician has read. */
public final class Screenings {
    private final Cases cases;
    private final Catalog catalog;
    private final AuditTrail audit;
    private final Clocks clocks;

    /** Over the doors of the rooms below. */
    public Screenings(Cases cases, Catalog catalog, AuditTrail audit, Clocks clocks) {
        this.cases = cases;
        this.catalog = catalog;
        this.audit = audit;
        this.clocks = clocks;
    }

    /**
     * What the screening says of one line.
     *
     * @param verdict what follows now
     * @param acknowledged all warnings were read
     */
    public record Screening(UUID caseOfferingId, Verdict verdict, boolean acknowledged, List<Finding> findings) {
        /** Copies. */
        public Screening {
            findings = List.copyOf(findings);
        }

        /** Why the line is not sent, in one sentence for people. */
        String reason() {
            return findings.stream().map(Finding::reason).collect(Collectors.joining(" ", "Screening: ", ""));
        }
    }

    /** What speaks against the pending prescribed lines of a case; 404 out of reach. */
    public Cases.Shown<List<Screening>> of(Tx tx, Caller caller, UUID caseId) {
        CaseChart chart = cases.find(tx, caller, caseId);
        List<Screening> all = cases.offerings().all(tx, caller, caseId).stream()
                .filter(Screenings::isToSend)
                .map(line -> screen(tx, chart.patient(), line))
                .toList();
        return new Cases.Shown<>(chart.patient().patientId(), all);
    }

    /** The clinician who holds the case has read the warnings of all its pending lines and answers for them. */
    public Cases.Shown<List<Screening>> acknowledge(Tx tx, Caller caller, UUID caseId) {
        caller.require(Permission.PRESCRIBE);
        CaseChart chart = cases.find(tx, caller, caseId);
        if (chart.caseAssignment() == null
                || chart.caseAssignment().clinician() == null
                || !chart.caseAssignment().clinician().clinicianId().equals(caller.clinicianId())) {
            throw Problem.forbidden();
        }
        cases.offerings().all(tx, caller, caseId).stream()
                .filter(Screenings::isToSend)
                .forEach(line -> acknowledge(tx, caller, line, screen(tx, chart.patient(), line)));
        return of(tx, caller, caseId);
    }

    private void acknowledge(Tx tx, Caller caller, CaseOffering line, Screening screening) {
        List<Finding> read = screening.findings().stream()
                .filter(finding -> finding.verdict() == Verdict.WARNING)
                .toList();
        if (read.isEmpty() || screening.acknowledged()) {
            return;
        }
        UUID tenantId = line.tenantId();
        new PrescriptionStore(tx).acknowledge(tenantId, line.id(), read, caller.clinicianId(), clocks.now(tenantId));
        Map<String, Object> rules =
                Map.of("rules", read.stream().map(Finding::rule).distinct().collect(Collectors.joining(", ")));
        audit.changed(
                tx,
                caller,
                new AuditedChange("prescription.warnings_read", tenantId, "caseoffering", line.id(), Map.of(), rules));
    }

    /** True for what has to be screened and sent. */
    static boolean isToSend(CaseOffering line) {
        return line.status() == LineStatus.PENDING && line.product().type().isPrescribed();
    }

    /** One line of the patient's. */
    Screening screen(Tx tx, Patient patient, CaseOffering line) {
        PrescriptionStore store = new PrescriptionStore(tx);
        Optional<FormularyEntry> known =
                entry(tx, line.product().type(), line.product().terms());
        List<Ingredient> live = store.liveOf(line.tenantId(), patient.patientId()).stream()
                .filter(other -> !other.lineId().equals(line.id()))
                .flatMap(other -> entry(tx, other.type(), other.terms()).stream())
                .flatMap(entry -> catalog.formulary().ingredients(tx, entry).stream())
                .toList();
        Screened screened = new Screened(
                Boolean.TRUE.equals(line.product().terms().isObsolete())
                        || known.map(FormularyEntry::obsolete).orElse(false),
                known.map(entry -> catalog.formulary().ingredients(tx, entry)).orElse(List.of()),
                subject(tx, patient, line.tenantId()),
                live);
        List<Finding> findings = ScreeningPolicy.findings(screened);
        Set<Finding> read = Set.copyOf(store.acknowledged(line.tenantId(), line.id()));
        return new Screening(
                line.id(),
                ScreeningPolicy.verdict(findings, read),
                findings.stream()
                        .filter(finding -> finding.verdict() == Verdict.WARNING)
                        .allMatch(read::contains),
                findings);
    }

    /** What the formulary has under the codes of a product. */
    Optional<FormularyEntry> entry(Tx tx, ProductType type, ProductTerms terms) {
        return catalog.formulary().find(tx, type, ProductCodes.of(terms));
    }

    private Subject subject(Tx tx, Patient patient, UUID tenantId) {
        LocalDate today = clocks.now(tenantId).atOffset(ZoneOffset.UTC).toLocalDate();
        String takes = patient.currentMedications();
        String allergies = patient.allergies();
        return new Subject(
                Period.between(patient.dateOfBirth(), today).getYears(),
                Boolean.TRUE.equals(patient.pregnancy()),
                allergies == null ? Set.of() : ScreeningPolicy.words(allergies),
                takes == null || takes.isBlank()
                        ? List.of()
                        : catalog.formulary().named(tx, takes));
    }
}
