package io.careloom.cases.charts;

import io.careloom.cases.offerings.CaseOffering;
import java.util.List;

/** The lines of a case as cases show them: all as offerings, and for old clients also as what they know of them. */
public record CaseLines(
        List<CaseOffering.Shown> offerings, List<CasePrescription> prescriptions, List<ServedLine> services) {
    /** These lines. */
    public static CaseLines of(List<CaseOffering> lines) {
        return new CaseLines(
                lines.stream().map(CaseOffering::shown).toList(),
                lines.stream()
                        .filter(line -> line.product().type().isPrescribed())
                        .map(CasePrescription::of)
                        .toList(),
                lines.stream()
                        .filter(line -> !line.product().type().isPrescribed())
                        .map(ServedLine::of)
                        .toList());
    }
}
