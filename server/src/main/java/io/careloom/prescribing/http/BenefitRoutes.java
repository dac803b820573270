package io.careloom.prescribing.http;

import static io.careloom.kernel.Permission.CASE_READ;
import static io.careloom.kernel.Permission.PATIENT_READ;
import static io.careloom.kernel.Permission.PATIENT_WRITE;
import static io.careloom.kernel.Permission.PHARMACY_READ;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Steps;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import io.careloom.prescribing.BenefitQuestion;
import io.careloom.prescribing.Benefits;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the e-prescribing network says of patients. */
public final class BenefitRoutes implements Routes {
    private static final String PATIENT = "patient_id";
    private static final String PARTNER_DOSESPOT = "/v1/partner/patients/{patient_id}/dosespot";
    private static final String CLINICIAN_DOSESPOT = "/v1/clinician/patients/{patient_id}/dosespot";
    private static final String CONSOLE = "/dosespot/patients/{patient_id}";
    private static final String FILLS = "/medications/history";

    private final Benefits benefits;

    /** Rows over the door. */
    public BenefitRoutes(Benefits benefits) {
        this.benefits = benefits;
    }

    /**
     * How the fills are asked anew.
     *
     * @param consent true when the patient agreed to it, which networks want to know
     */
    record Refresh(@Nullable Boolean consent) {}

    /** Whether the networks let us in, by environment. */
    record Reachable(@Nullable Boolean sandbox, @Nullable Boolean live) {}

    @Override
    public List<Route> rows() {
        return List.of(
                coverage(PARTNER_DOSESPOT),
                coverage(CLINICIAN_DOSESPOT),
                fills(PARTNER_DOSESPOT),
                fills(CLINICIAN_DOSESPOT),
                fills(CONSOLE),
                refresh(CLINICIAN_DOSESPOT + FILLS, "Cache Medications History")
                        .reads(Refresh.class)
                        .inSteps(this::refreshFills),
                refresh(CLINICIAN_DOSESPOT + "/eligibilities", "Cache Patient Eligibilities")
                        .inSteps(this::refreshEligibilities),
                read(CONSOLE + "/prescriptionbenefits", "Get Patient Prescription Benefits")
                        .answers(Map.class)
                        .inSteps(this::benefits),
                Route.get("/dosespot/status", "Get Status")
                        .needs(PHARMACY_READ)
                        .touches(TenantRule.NONE)
                        .audited(NONE)
                        .answers(Reachable.class)
                        .inSteps((_, call) -> Answer.of(reachable(call))),
                Route.post("/lambda/cases/{case}/benefits", "Dosespot Benefits check")
                        .needs(CASE_READ)
                        .orSigned()
                        .touches(TENANT)
                        .audited(WRITE)
                        .answersNothing()
                        .inSteps(this::check));
    }

    private static Route read(String path, String name) {
        return Route.get(path, name).needs(PATIENT_READ).touches(TENANT).audited(READ);
    }

    private Route coverage(String path) {
        return read(path + "/formulary", "Get coverage").answers(Map.class).inSteps(this::coverage);
    }

    private Route fills(String path) {
        return read(path + FILLS, "Get Medications History")
                .answers(Route.Shape.BARE, MedicationFillJson.class)
                .inSteps(this::fills);
    }

    private static Route refresh(String path, String name) {
        return Route.put(path, name)
                .needs(PATIENT_WRITE)
                .touches(TENANT)
                .audited(WRITE)
                .answersNothing();
    }

    private Answer coverage(Steps steps, Call call) {
        UUID patientId = known(steps, call);
        Integer insurance =
                call.query("patient_eligibility_id") == null ? null : number(call, "patient_eligibility_id");
        return Answer.of(benefits.coverage(steps, call.caller(), patientId, insurance, required(call, "ndc")));
    }

    private Answer fills(Steps steps, Call call) {
        UUID patientId = known(steps, call);
        Benefits.Period period = new Benefits.Period(day(call, "start_date"), day(call, "end_date"));
        Benefits.Fills found = benefits.history(steps, call.caller(), patientId, period);
        return Answer.list(found.fills().stream().map(MedicationFillJson::of).toList(), found.keptAt());
    }

    private Answer refreshFills(Steps steps, Call call) {
        boolean consents = Boolean.TRUE.equals(call.body(Refresh.class).consent());
        benefits.refreshHistory(steps, call.caller(), shown(call), consents);
        return Answer.empty();
    }

    private Answer refreshEligibilities(Steps steps, Call call) {
        benefits.refreshEligibilities(steps, call.caller(), shown(call));
        return Answer.empty();
    }

    private Answer benefits(Steps steps, Call call) {
        UUID patientId = known(steps, call);
        BenefitQuestion question = new BenefitQuestion(
                number(call, "patient_eligibility_id"),
                required(call, "ndc"),
                number(call, "pharmacy_id"),
                BigDecimal.valueOf(number(call, "quantity")),
                number(call, "days_supply"),
                number(call, "dispense_unit_type_id"));
        return Answer.of(benefits.benefits(steps, call.caller(), patientId, question));
    }

    private Answer check(Steps steps, Call call) {
        benefits.refreshCoverage(steps, call.caller(), call.id("case"));
        return Answer.empty();
    }

    private Reachable reachable(Call call) {
        Map<Environment, Boolean> known = benefits.reachable(call.caller());
        return new Reachable(known.get(Environment.SANDBOX), known.get(Environment.LIVE));
    }

    /** A patient out of reach is 404 before anything is said of the question. */
    private UUID known(Steps steps, Call call) {
        UUID patientId = shown(call);
        benefits.requireReached(steps, call.caller(), patientId);
        return patientId;
    }

    private static UUID shown(Call call) {
        UUID patientId = call.id(PATIENT);
        call.shows(patientId);
        return patientId;
    }

    private static String required(Call call, String name) {
        String text = call.query(name);
        if (text == null || text.isBlank() || text.length() > 40) {
            throw Problem.invalid(name, "The " + name + " field is required.");
        }
        return text;
    }

    private static int number(Call call, String name) {
        String text = required(call, name);
        if (!text.matches("[0-9]{1,9}")) {
            throw Problem.invalid(name, "The " + name + " must be a whole number.");
        }
        return Integer.parseInt(text);
    }

    private static @Nullable LocalDate day(Call call, String name) {
        String text = call.query(name);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.invalid(name, "The " + name + " must be a date, such as 2026-11-28.");
        }
    }
}
