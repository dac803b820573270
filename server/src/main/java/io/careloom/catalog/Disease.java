package io.careloom.catalog;

import java.util.UUID;

/**
 * A disease, or another reason to see a clinician, as the wire shows it.
 *
 * @param icd ICD-10-CM code without the dot, such as {@code L649}
 */
public record Disease(UUID diseaseId, String icd, String description) {}
