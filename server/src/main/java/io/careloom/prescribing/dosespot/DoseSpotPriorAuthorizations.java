package io.careloom.prescribing.dosespot;

import io.careloom.platform.Ids;
import io.careloom.prescribing.GatewayFailure;
import io.careloom.prescribing.PrescriptionGateway.Prescribed;
import io.careloom.prescribing.PriorAuthorizationStep;
import io.careloom.prescribing.dosespot.DoseSpotClient.Call;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Steps of asking an insurance to pay; DoseSpot knows its cases by patient, so the prescription's is looked up. */
final class DoseSpotPriorAuthorizations {
    private static final JsonMapper JSON = new JsonMapper();

    private final DoseSpotClient dosespot;

    DoseSpotPriorAuthorizations(DoseSpotClient dosespot) {
        this.dosespot = dosespot;
    }

    Map<String, Object> take(Prescribed prescribed, PriorAuthorizationStep step) {
        Integer clinicianId = prescribed.patient().clinicianId();
        String path = "api/priorAuths/" + caseOf(prescribed);
        JsonNode said = dosespot.ask(
                switch (step) {
                    case PriorAuthorizationStep.Appeal appeal ->
                        Call.of(
                                "POST",
                                clinicianId,
                                path + "/appeal",
                                JSON.createObjectNode().put("AppealReason", appeal.reason()));
                    case PriorAuthorizationStep.Cancel _ -> Call.of("POST", clinicianId, path + "/cancel", null);
                    case PriorAuthorizationStep.Question asked ->
                        Call.get(clinicianId, path + "/questions/" + asked.questionId());
                    case PriorAuthorizationStep.Reply reply ->
                        Call.of(
                                "POST",
                                clinicianId,
                                path + "/questions/" + reply.questionId() + "/answer",
                                DoseSpotBodies.reply(reply));
                    case PriorAuthorizationStep.Attachment file -> upload(clinicianId, path + "/attachments", file);
                });
        if (step instanceof PriorAuthorizationStep.Reply
                && said.path("NextQuestionID").asInt(0) == 0) {
            // the answers go to the insurance only when they are handed in
            dosespot.ask(Call.of("POST", clinicianId, path + "/submit", null));
        }
        return DoseSpotAnswers.words(said);
    }

    /** The list names those in progress only, so one that is over, such as a refused one, must have been told before. */
    private int caseOf(Prescribed prescribed) {
        Integer told = prescribed.authorizationId();
        if (told != null) {
            return told;
        }
        String path = "api/patients/" + prescribed.patient().patientId() + "/priorAuths";
        return dosespot.ask(Call.get(prescribed.patient().clinicianId(), path))
                .path("Items")
                .valueStream()
                .filter(one -> one.path("PrescriptionId").asInt(0) == prescribed.prescriptionId())
                .mapToInt(one -> one.path("PriorAuthorizationCaseId").asInt(0))
                .findFirst()
                .orElseThrow(() -> new GatewayFailure(
                        GatewayFailure.Kind.REFUSED, "The insurance was not asked about this prescription."));
    }

    private static Call upload(@Nullable Integer clinicianId, String path, PriorAuthorizationStep.Attachment file) {
        String boundary = Ids.random().toString();
        ByteArrayOutputStream body = new ByteArrayOutputStream(file.bytes().length + 512);
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                        + file.fileName().replaceAll("[^A-Za-z0-9._-]", "_") + "\"\r\nContent-Type: "
                        + file.contentType() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(file.bytes());
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return new Call("POST", path, clinicianId, "multipart/form-data; boundary=" + boundary, body.toByteArray());
    }
}
