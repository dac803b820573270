package io.careloom.cases.charts;

import java.util.UUID;

/** A disease of a case, shaped like the wire; at most one of a case is primary. */
public record CaseDisease(UUID diseaseId, String icd, String description, boolean isPrimary) {}
