package io.careloom.patients.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is asked on behalf of a patient; partner-contract.md 5.2 and 5.4. */
final class PatientRequestJson {
    private PatientRequestJson() {}

    /** Whose data is wanted: the id counts more. */
    record Records(
            @Nullable UUID patientId,
            @Nullable @Size(max = 80) String patientEmail) {}

    /** Whom to send a code. */
    record Code(@NotBlank @Size(max = 80) String email) {}

    /** A code that somebody typed. */
    record Typed(
            @NotBlank @Size(max = 80) String email,
            @NotBlank @Size(max = 20) String verificationCode) {}
}
