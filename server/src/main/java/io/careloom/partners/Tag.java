package io.careloom.partners;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A label for cases, patients and files, shaped like the wire (partner-contract.md 13).
 *
 * @param key the word programs know it by, one of its kind per owner
 * @param description empty when there is none
 * @param color {@code #} and 3 to 8 hexadecimal digits
 * @param type {@code partner}, {@code clinician}, or {@code global} for one of everybody
 * @param removableRole {@code admin} when only administrators may take it off; null for anybody
 * @param autoDetachStatus statuses of a case that take the tag off; null for none
 * @param notes what was noted where it is attached; null where it is not shown as attached
 */
public record Tag(
        UUID id,
        String name,
        String key,
        String description,
        String color,
        String type,
        @Nullable String removableRole,
        @Nullable List<String> autoDetachStatus,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt,
        @Nullable String notes) {
    static final String GLOBAL = "global";

    /** The same tag as it is attached somewhere. */
    public Tag noted(@Nullable String text) {
        return new Tag(
                id,
                name,
                key,
                description,
                color,
                type,
                removableRole,
                autoDetachStatus,
                createdAt,
                updatedAt,
                deletedAt,
                text);
    }

    /** True when a case that comes into this status ({@code waiting}) loses the tag. */
    public boolean comesOffAt(String status) {
        return autoDetachStatus != null && autoDetachStatus.contains(status);
    }

    @Override
    public String toString() {
        return "Tag[" + id + "]";
    }
}
