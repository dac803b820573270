package io.careloom.cases.papers;

import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.charts.CaseDisease;
import io.careloom.cases.charts.CaseQuestion;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.clinicians.ClinicianCard;
import io.careloom.patients.Patient;
import io.careloom.platform.documents.Paper.Block;
import io.careloom.platform.documents.Paper.Facts;
import io.careloom.platform.documents.Paper.Heading;
import io.careloom.platform.documents.Paper.Table;
import io.careloom.platform.documents.Paper.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands on the paper of a case: who, why, what was asked and decided. Never a social security number. */
final class CasePaper {
    private static final String UNSAID = "Not stated";

    private CasePaper() {}

    /** Everything of one case. */
    static List<Block> of(CaseChart chart, List<CaseDisease> diseases, Contents contents) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Heading("Case"));
        blocks.add(terms(chart));
        blocks.addAll(people(chart));
        blocks.add(new Heading("Health"));
        blocks.add(health(chart.patient()));
        if (!diseases.isEmpty()) {
            blocks.add(new Heading("Diagnoses"));
            blocks.add(new Table(
                    List.of("ICD-10-CM", "Description", ""),
                    List.of(2, 10, 2),
                    diseases.stream().map(CasePaper::row).toList()));
        }
        blocks.addAll(OfferingPaper.lines(contents.lines()));
        blocks.addAll(answers(contents.questions()));
        return blocks;
    }

    /** What else is on a case. */
    record Contents(List<CaseOffering> lines, List<CaseQuestion> questions) {}

    /** The patient and the clinician, as they stand on every paper. */
    static List<Block> people(CaseChart chart) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Heading("Patient"));
        blocks.add(identity(chart.patient()));
        ClinicianCard clinician =
                chart.caseAssignment() == null ? null : chart.caseAssignment().clinician();
        if (clinician != null) {
            blocks.add(new Heading("Clinician"));
            blocks.add(new Facts(new FactList()
                    .add("Name", named(clinician))
                    .add("Specialty", clinician.specialty())
                    .add("NPI", clinician.npi())
                    .facts()));
        }
        return blocks;
    }

    private static Facts terms(CaseChart chart) {
        return new Facts(new FactList()
                .add("Case number", chart.caseId().toString())
                .add("Partner", chart.partner().name())
                .add("Kind", chart.caseType())
                .add("Follows case", chart.referenceCaseId())
                .add("Status", chart.caseStatus().name())
                .add("Reason", chart.caseStatus().reason())
                .add("Since", FactList.moment(chart.caseStatus().createdAt()))
                .add("Opened", FactList.moment(chart.createdAt()))
                .add("Reference", chart.metadata())
                .facts());
    }

    private static Facts identity(Patient patient) {
        Patient.Address home = patient.address();
        return new Facts(new FactList()
                .add(
                        "Name",
                        words(
                                " ",
                                patient.prefix(),
                                patient.firstName(),
                                patient.middleName(),
                                patient.lastName(),
                                patient.suffix()))
                .add("Date of birth", patient.dateOfBirth())
                .add("Gender", patient.genderLabel())
                .add(
                        "Address",
                        words(
                                ", ",
                                home.address(),
                                home.address2(),
                                home.cityName(),
                                home.state().abbreviation() + " " + home.zipCode()))
                .add("Phone", patient.phoneNumber())
                .add("E-mail", patient.email())
                .add("Patient number", patient.patientId())
                .facts());
    }

    private static Facts health(Patient patient) {
        return new Facts(new FactList()
                .add("Allergies", said(patient.allergies()))
                .add("Medications", said(patient.currentMedications()))
                .add("Conditions", said(patient.medicalConditions()))
                .add("Special needs", patient.specialNecessities())
                .add("Pregnant", yesNo(patient.pregnancy()))
                .add("Weight", unit(patient.weight(), "kg"))
                .add("Height", unit(patient.height(), "cm"))
                .add("Blood pressure", patient.bloodPressure())
                .add("Temperature", unit(patient.bodyTemperature(), "°C"))
                .add("Oxygen saturation", unit(patient.oxygenSaturation(), "%"))
                .facts());
    }

    private static List<String> row(CaseDisease disease) {
        return List.of(disease.icd(), disease.description(), disease.isPrimary() ? "primary" : "");
    }

    /** Those questions that were sent to be printed. */
    private static List<Block> answers(List<CaseQuestion> questions) {
        List<Block> blocks = new ArrayList<>();
        for (CaseQuestion question : questions) {
            if (question.displayInPdf()) {
                String mark = question.isCritical() ? " (critical)" : question.important() ? " (important)" : "";
                blocks.add(new Text(question.question() + mark, true));
                blocks.add(new Text(question.type().equals("boolean") ? spoken(question.answer()) : question.answer()));
                if (question.description() != null) {
                    blocks.add(new Text(question.description()));
                }
            }
        }
        if (!blocks.isEmpty()) {
            blocks.addFirst(new Heading("Questions and answers"));
        }
        return blocks;
    }

    private static String named(ClinicianCard clinician) {
        return words(", ", clinician.fullName(), clinician.suffix());
    }

    private static String words(String between, @Nullable String... words) {
        return Stream.of(words).filter(word -> word != null && !word.isBlank()).collect(Collectors.joining(between));
    }

    private static String said(@Nullable String text) {
        return text == null || text.isBlank() ? UNSAID : text;
    }

    private static @Nullable String unit(@Nullable Object number, String unit) {
        return number == null ? null : number + " " + unit;
    }

    private static @Nullable String yesNo(@Nullable Boolean flag) {
        return flag == null ? null : spoken(flag.toString());
    }

    private static String spoken(String answer) {
        return switch (answer) {
            case "true" -> "Yes";
            case "false" -> "No";
            default -> answer;
        };
    }
}
