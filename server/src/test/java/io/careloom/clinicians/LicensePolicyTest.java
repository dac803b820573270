package io.careloom.clinicians;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicensePolicyTest {
    @ParameterizedTest
    @CsvSource({"npi,1234567893", "npi,1598738916", "dea,RM1234567", "dea,am1234563", "dea,B91234567"})
    void aNumberThatCanBeTrueIsTaken(String type, String value) {
        assertThat(LicensePolicy.fault(type, value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "npi,1234567890",
        "npi,1234567892",
        "npi,123456789",
        "npi,12345678931",
        "npi,ABX120",
        "npi,12345 7893",
        "dea,RM123456",
        "dea,RM12345678",
        "dea,1M1234567",
        "dea,R81234567",
        "dea,RM12345A7"
    })
    void aNumberThatCannotBeTrueIsRefused(String type, String value) {
        assertThat(LicensePolicy.fault(type, value)).isPresent();
    }
}
