package io.careloom.cases.charts;

import io.careloom.kernel.Environment;
import io.careloom.partners.Partner;
import io.careloom.patients.Patient;
import org.jspecify.annotations.Nullable;

/**
 * A case for the web consoles: the raw record with what belongs to it.
 *
 * @param patient null when it was not asked for, as is {@code partner}
 */
public record CaseRecord(
        Encounter encounter,
        Environment environment,
        boolean holdStatus,
        boolean isAdditionalApprovalNeeded,
        @Nullable Patient patient,
        @Nullable Partner partner) {}
