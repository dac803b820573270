package io.careloom.prescribing.dosespot;

import io.careloom.prescribing.GatewayFailure;
import io.careloom.prescribing.Pharmacy;
import io.careloom.prescribing.PharmacyFilter;
import io.careloom.prescribing.PharmacyGateway;
import io.careloom.prescribing.PharmacySpecialty;
import io.careloom.prescribing.dosespot.DoseSpotClient.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** DoseSpot's directory of pharmacies. */
final class DoseSpotPharmacies implements PharmacyGateway {
    private static final int MOST = 100;

    private final DoseSpotClient dosespot;

    DoseSpotPharmacies(DoseSpotClient dosespot) {
        this.dosespot = dosespot;
    }

    @Override
    public List<Pharmacy> search(PharmacyFilter filter) {
        List<Pharmacy> found = new ArrayList<>();
        boolean more = true;
        for (int page = 1; more && found.size() < MOST; page++) {
            JsonNode answer = dosespot.ask(Call.get(null, query(filter, page)));
            answer.path("Items").valueStream().map(DoseSpotPharmacies::pharmacy).forEach(found::add);
            more = answer.at("/PageResult/HasNext").asBoolean(false);
        }
        return found.stream()
                .limit(MOST)
                .sorted(Comparator.comparing(Pharmacy::name).thenComparing(Pharmacy::id))
                .toList();
    }

    private static String query(PharmacyFilter filter, int page) {
        DoseSpotQuery query = new DoseSpotQuery("api/pharmacies/search")
                .with("name", filter.name())
                .with("city", filter.city())
                .with("state", filter.state())
                .with("zip", filter.zip())
                .with("address", filter.address())
                .with("phoneOrFax", filter.phoneOrFax());
        filter.specialties().stream()
                .map(PharmacySpecialty::word)
                .sorted()
                .forEach(word -> query.with("specialty", word));
        return query.with("ncpdpId", filter.ncpdpId()).with("pageNumber", page).toString();
    }

    @Override
    public Optional<Pharmacy> find(int pharmacyId) {
        try {
            JsonNode item =
                    dosespot.ask(Call.get(null, "api/pharmacies/" + pharmacyId)).path("Item");
            return item.isObject() ? Optional.of(pharmacy(item)) : Optional.empty();
        } catch (GatewayFailure failure) {
            if (failure.kind() == GatewayFailure.Kind.REFUSED) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static Pharmacy pharmacy(JsonNode item) {
        List<String> more = Stream.of("PhoneAdditional1", "PhoneAdditional2", "PhoneAdditional3")
                .map(key -> digits(item, key))
                .filter(number -> !number.isEmpty())
                .toList();
        String fax = digits(item, "PrimaryFax");
        JsonNode specialties = item.path("PharmacySpecialties");
        return new Pharmacy(
                item.path("PharmacyId").asInt(0),
                text(item, "StoreName"),
                orNull(text(item, "NCPDPID")),
                place(item),
                new Pharmacy.Lines(digits(item, "PrimaryPhone"), orNull(fax), more),
                specialties.isArray()
                        ? specialties.valueStream().map(one -> one.asString("")).toList()
                        : null,
                item.path("ServiceLevel").isNumber() ? item.path("ServiceLevel").asInt() : null);
    }

    private static Pharmacy.Place place(JsonNode item) {
        return new Pharmacy.Place(
                text(item, "Address1"),
                text(item, "Address2"),
                text(item, "City"),
                text(item, "State"),
                text(item, "ZipCode"),
                degrees(item, "Latitude"),
                degrees(item, "Longitude"));
    }

    private static String text(JsonNode item, String key) {
        return item.path(key).asString("").strip();
    }

    private static String digits(JsonNode item, String key) {
        return text(item, key).replaceAll("[^0-9]", "");
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Double degrees(JsonNode item, String key) {
        return item.path(key).isNumber() ? item.path(key).asDouble() : null;
    }
}
