package io.careloom.partners;

import java.util.UUID;

/** What a caller sees of a partner: everything, or only its name. */
public sealed interface PartnerView permits PartnerProfile, PartnerView.Name {
    /** What a clinician sees. */
    record Name(UUID id, String name) implements PartnerView {}
}
