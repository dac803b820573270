package io.careloom.partners;

import java.util.UUID;

/** What a caller sees of a partner: everything, or only its name. */
public sealed interface PartnerView permits PartnerProfile, PartnerView.Name {
    /** Whose view it is. */
    UUID id();

    /** What people call the partner. */
    String name();

    /** What a clinician sees. */
    record Name(UUID id, String name) implements PartnerView {}
}
