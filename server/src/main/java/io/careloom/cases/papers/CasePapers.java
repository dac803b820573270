package io.careloom.cases.papers;

import io.careloom.cases.CaseLists.Printing;
import io.careloom.cases.Cases;
import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.charts.CaseDisease;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.files.Files;
import io.careloom.files.LentFiles;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.patients.Patient;
import io.careloom.patients.Patients;
import io.careloom.platform.Link;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.documents.Paper;
import io.careloom.platform.documents.Paper.Block;
import io.careloom.platform.documents.Paper.NewPage;
import io.careloom.platform.documents.Pdf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Prints cases as PDF, as far as the caller sees them; a case out of reach is 404. */
public final class CasePapers {
    private static final int MOST = 100;
    private static final String MARK = "Confidential: health record";

    private final Cases cases;
    private final Patients patients;
    private final Files files;
    private final Clocks clocks;

    /** The door. */
    public CasePapers(Cases cases, Patients patients, Files files, Clocks clocks) {
        this.cases = cases;
        this.patients = patients;
        this.files = files;
        this.clocks = clocks;
    }

    /**
     * A printed document.
     *
     * @param name of the file, which names nobody
     * @param patients whom it shows
     */
    public record Printed(String name, List<Patient> patients, byte[] pdf) {
        /** Their ids. */
        public Set<UUID> patientIds() {
            Set<UUID> ids = new LinkedHashSet<>();
            patients.forEach(patient -> ids.add(patient.patientId()));
            return ids;
        }

        @Override
        public String toString() {
            return "Printed[" + name + "]";
        }
    }

    /** One case. */
    public Printed ofCase(Tx tx, Caller caller, UUID caseId) {
        caller.require(Permission.CASE_READ);
        CaseChart chart = cases.find(tx, caller, caseId);
        return printed("case-" + caseId, "Case record", List.of(chart), contents(tx, caller, chart));
    }

    /** The offerings of one case. */
    public Printed ofOfferings(Tx tx, Caller caller, UUID caseId, LineChoice choice) {
        caller.require(Permission.CASE_READ);
        CaseChart chart = cases.find(tx, caller, caseId);
        List<CaseOffering> lines = cases.offerings().all(tx, caller, caseId).stream()
                .filter(choice::has)
                .toList();
        List<Block> blocks = OfferingPaper.of(chart, diseases(tx, caller, chart), lines);
        String title = choice.services() ? choice.prescriptions() ? "Offerings" : "Services" : "Prescriptions";
        return printed("offerings-" + caseId, title, List.of(chart), blocks);
    }

    /**
     * Many cases, each from a new page on.
     *
     * @throws Problem 404 when there are none, INVALID when there are more than 100
     */
    public Printed ofCases(Tx tx, Caller caller, Printing wanted) {
        caller.require(Permission.CASE_READ);
        List<UUID> found = cases.lists().toPrint(tx, caller, wanted, MOST + 1);
        if (found.isEmpty()) {
            throw Problem.notFound();
        }
        if (found.size() > MOST) {
            throw Problem.invalid("date_range", "More than 100 cases; please narrow the dates.");
        }
        List<CaseChart> charts = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        for (UUID caseId : found) {
            if (!charts.isEmpty()) {
                blocks.add(new NewPage());
            }
            CaseChart chart = cases.find(tx, caller, caseId);
            charts.add(chart);
            blocks.addAll(contents(tx, caller, chart));
        }
        return printed("cases", "Case records", charts, blocks);
    }

    /** Keeps what was printed for a day, and answers where it can be fetched for as long as links open. */
    public Link lend(Tx tx, Caller caller, Printed printed) {
        Set<UUID> tenants = new LinkedHashSet<>();
        printed.patients().forEach(patient -> tenants.add(patients.tenantOf(tx, patient)));
        Set<UUID> shown = printed.patientIds();
        return tx.atomically(inner -> files.lent()
                .lend(
                        inner,
                        caller,
                        new LentFiles.Made(
                                printed.name(),
                                Pdf.CONTENT_TYPE,
                                printed.pdf(),
                                tenants.size() == 1 ? tenants.iterator().next() : null,
                                shown.size() == 1 ? shown.iterator().next() : null)));
    }

    private List<Block> contents(Tx tx, Caller caller, CaseChart chart) {
        return CasePaper.of(
                chart,
                diseases(tx, caller, chart),
                new CasePaper.Contents(
                        cases.offerings().all(tx, caller, chart.caseId()),
                        cases.contents().questions(tx, caller, chart.caseId()).content()));
    }

    private List<CaseDisease> diseases(Tx tx, Caller caller, CaseChart chart) {
        return cases.contents().diseases(tx, caller, chart.caseId()).content();
    }

    private Printed printed(String name, String title, List<CaseChart> of, List<Block> blocks) {
        String partner = of.getFirst().partner().name();
        String subtitle = partner + " · printed " + FactList.moment(clocks.now());
        return new Printed(
                name + ".pdf",
                of.stream().map(CaseChart::patient).toList(),
                Pdf.of(new Paper(title, subtitle, MARK, blocks)));
    }
}
