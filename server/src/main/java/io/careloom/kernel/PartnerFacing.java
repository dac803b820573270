package io.careloom.kernel;

/**
 * An event that partners receive as a webhook. Its body is {@code timestamp}, {@code event_type}, then {@link #fields()}
 * in order; the golden file {@code spec/webhooks/<event_type>.json} pins the bytes.
 */
public interface PartnerFacing extends DomainEvent {
    /** The word of the wire, such as {@code case_created}. */
    String eventType();

    /** The class name the wire gives the subject, such as {@code App\Models\Patient}. */
    String modelType();
}
