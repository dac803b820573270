package io.careloom.prescribing.dosespot;

import io.careloom.prescribing.GatewayFailure;
import io.careloom.prescribing.GatewayFailure.Kind;
import io.careloom.prescribing.PrescriptionDraft.Drug;
import io.careloom.prescribing.dosespot.DoseSpotClient.Call;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * DoseSpot's dictionary of drugs. Its numbers are not those of our formulary: a number taken over would be another drug, so
 * a medication is looked up by the codes that all share.
 */
final class DoseSpotDictionary {
    private static final String SELECT = "api/medications/select";

    private final DoseSpotClient dosespot;

    DoseSpotDictionary(DoseSpotClient dosespot) {
        this.dosespot = dosespot;
    }

    /** The network's number of a medication: by its package, else by its concept. */
    int number(@Nullable Integer clinicianId, Drug.Medication medication) {
        String ndc = medication.ndc();
        Integer rxCui = medication.rxCui();
        return Optional.ofNullable(ndc)
                .map(code -> code.replace("-", ""))
                .filter(code -> code.matches("[0-9]{11}"))
                .flatMap(code -> looked(clinicianId, new DoseSpotQuery(SELECT).with("nDC", code)))
                .or(() -> Optional.ofNullable(rxCui)
                        .flatMap(code -> looked(clinicianId, new DoseSpotQuery(SELECT).with("rXCUI", code))))
                .orElseThrow(() ->
                        new GatewayFailure(Kind.REFUSED, "The network knows no drug by the product's NDC or RxCUI."));
    }

    private Optional<Integer> looked(@Nullable Integer clinicianId, DoseSpotQuery query) {
        try {
            JsonNode item =
                    dosespot.ask(Call.get(clinicianId, query.toString())).path("Item");
            return Optional.of(item.path("DispensableDrugId").asInt(0)).filter(number -> number > 0);
        } catch (GatewayFailure failure) {
            if (failure.kind() == Kind.REFUSED) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
