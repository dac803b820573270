package io.careloom.prescribing.dosespot;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.prescribing.PrescriptionGateway.Notice;
import io.careloom.prescribing.PrescriptionGateway.State;
import io.careloom.prescribing.PrescriptionGateway.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoseSpotNoticesTest {
    private static final DoseSpotNotices NOTICES = new DoseSpotNotices();

    private static String result(String status) {
        return """
                {"EventType": "PrescriptionResult", "Data": {"PatientId": 4321, "ClinicId": 21, "ClinicianId": 123,
                 "AgentId": 123, "PrescriptionId": 155501, "RelatedRxRequestQueueItemId": 1623,
                 "PrescriptionStatus": %s, "StatusDateTime": "2026-08-27T09:30:00.123Z", "StatusDetails": "told"}}""".formatted(status);
    }

    @ParameterizedTest
    @CsvSource({"13, VERIFIED", "4, SENT", "5, SENT", "2, SENT", "3, SENDING", "6, ERROR", "10, ERROR", "7, DELETED"})
    void theNumbersOfAPrescriptionsStatusAreUnderstood(String number, Status status) {
        assertThat(NOTICES.read(result(number)))
                .contains(new Notice(155_501, new State(status, "told"), "2026-08-27T09:30:00.123Z"));
    }

    @Test
    void soAreItsWords() {
        assertThat(NOTICES.read(result("\"PharmacyVerified\""))
                        .orElseThrow()
                        .state()
                        .status())
                .isEqualTo(Status.VERIFIED);
    }

    @ParameterizedTest
    @CsvSource({"7, CANCELLING", "8, CANCELLED"})
    void aPharmacyThatDropsItTellsByTheMedication(String number, Status status) {
        String notice = """
                {"EventType": "MedicationStatusUpdate", "Data": {"PrescriptionId": 155501, "MedicationStatus": %s,
                 "StatusNotes": ""}}""".formatted(number);

        assertThat(NOTICES.read(notice)).contains(new Notice(155_501, new State(status, null), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"EventType\": \"ClinicianConfirmed\", \"Data\": {\"ClinicianId\": 123}}",
                "{\"EventType\": \"PrescriptionResult\", \"Data\": {\"PrescriptionStatus\": 13}}",
                "{\"EventType\": \"PrescriptionResult\", \"Data\": {\"PrescriptionId\": 5, \"PrescriptionStatus\": 99}}",
                "{\"EventType\": \"MedicationStatusUpdate\", \"Data\": {\"PrescriptionId\": 5, \"MedicationStatus\": 12}}",
            })
    void whatTellsNothingOfAPrescriptionIsPassedOver(String body) {
        assertThat(NOTICES.read(body)).isEmpty();
        assertThat(NOTICES.authorization(body)).isEmpty();
    }
}
