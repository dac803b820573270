package io.careloom.prescribing.http;

import static io.careloom.kernel.Permission.PHARMACY_READ;

import io.careloom.kernel.Problem;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import io.careloom.prescribing.PharmacyFilter;
import io.careloom.prescribing.PharmacySpecialty;
import io.careloom.prescribing.pharmacies.Pharmacies;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Search in a directory of pharmacies; the same for partners, clinicians and staff. */
public final class PharmacyRoutes implements Routes {
    private static final int FEWEST_LETTERS = 3;

    private final Pharmacies pharmacies;
    private final String search;
    private final @Nullable String one;

    private PharmacyRoutes(Pharmacies pharmacies, String search, @Nullable String one) {
        this.pharmacies = pharmacies;
        this.search = search;
        this.one = one;
    }

    /** Rows below {@code /v1/partner}. */
    public static PharmacyRoutes forPartners(Pharmacies pharmacies) {
        return new PharmacyRoutes(pharmacies, "/v1/partner/pharmacies", "/v1/partner/pharmacies/{pharmacy_id}");
    }

    /** Rows below {@code /v1/clinician}. */
    public static PharmacyRoutes forClinicians(Pharmacies pharmacies) {
        return new PharmacyRoutes(pharmacies, "/v1/clinician/pharmacies", "/v1/clinician/pharmacies/{pharmacy_id}");
    }

    /** Rows for the console, on the pharmacies of the e-prescribing network. */
    public static PharmacyRoutes forStaff(Pharmacies pharmacies) {
        return new PharmacyRoutes(pharmacies, "/dosespot/pharmacies/search", "/dosespot/pharmacies/{pharmacy_id}");
    }

    /** The row for the console on the pharmacies that take orders by program. */
    public static PharmacyRoutes ofPharmacyApi(Pharmacies pharmacies) {
        return new PharmacyRoutes(pharmacies, "/pharmacies-api/pharmacies/search", null);
    }

    @Override
    public List<Route> rows() {
        List<Route> rows = new ArrayList<>();
        rows.add(read(search, "Search pharmacies")
                .answers(Route.Shape.BARE, PharmacyJson.class)
                .inSteps((_, call) -> Answer.list(pharmacies.search(call.caller(), filter(call)).stream()
                        .map(PharmacyJson::of)
                        .toList())));
        if (one != null) {
            rows.add(read(one, "Get pharmacy")
                    .answers(PharmacyJson.class)
                    .inSteps((_, call) ->
                            Answer.of(PharmacyJson.of(pharmacies.find(call.caller(), call.number("pharmacy_id"))))));
        }
        return rows;
    }

    private static Route read(String path, String name) {
        return Route.get(path, name)
                .needs(PHARMACY_READ)
                .touches(TenantRule.NONE)
                .audited(AuditClass.NONE);
    }

    private static PharmacyFilter filter(Call call) {
        Map<String, List<String>> faults = new TreeMap<>();
        String name = call.query("name");
        check(faults, "name", name == null || name.length() >= FEWEST_LETTERS, "must have at least 3 letters");
        String state = call.query("state");
        check(faults, "state", state == null || state.matches("[A-Za-z]{2}"), "must be a state's two letters");
        String zip = digits(call.query("zip"), "[0-9]{3,5}|[0-9]{5}-?[0-9]{4}");
        check(faults, "zip", call.query("zip") == null || zip != null, "must be a ZIP code or its first three digits");
        String phone = digits(call.query("phoneOrFax"), "[0-9 ()+.-]*([0-9][ ().-]*){3,}");
        check(faults, "phoneOrFax", call.query("phoneOrFax") == null || phone != null, "must have at least 3 digits");
        String ncpdpId = digits(call.query("ncpdpID"), "[0-9]{1,7}");
        check(faults, "ncpdpID", call.query("ncpdpID") == null || ncpdpId != null, "must be a number of 7 digits");
        Set<PharmacySpecialty> specialties = EnumSet.noneOf(PharmacySpecialty.class);
        for (String text : call.queries("specialty")) {
            PharmacySpecialty.named(text).ifPresent(specialties::add);
            check(
                    faults,
                    "specialty",
                    PharmacySpecialty.named(text).isPresent(),
                    "must be a code or name of a specialty");
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return new PharmacyFilter(
                name,
                call.query("city"),
                state == null ? null : state.toUpperCase(Locale.ROOT),
                zip,
                call.query("address"),
                phone,
                specialties,
                ncpdpId);
    }

    private static void check(Map<String, List<String>> faults, String field, boolean right, String rule) {
        if (!right) {
            faults.put(field, List.of("The " + field + " " + rule + "."));
        }
    }

    /** The digits of a text of this form; null of no text and of another form. */
    private static @Nullable String digits(@Nullable String text, String form) {
        return text == null || text.length() > 40 || !text.matches(form) ? null : text.replaceAll("[^0-9]", "");
    }
}
