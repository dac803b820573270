package io.careloom.files;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file as stored, without its content.
 *
 * @param tenantId whose key seals its key; null until a tenant has it
 * @param partnerId the partner of a panel user's upload; null else
 * @param uploadedBy credential or user
 * @param patientId whose record it came into first, null until then
 * @param size in bytes
 * @param contentKey sealed; null when the file is deleted
 * @param pictured whether there is a thumbnail
 * @param turns clockwise quarter turns by which a viewer shows it
 */
record FileRow(
        UUID fileId,
        @Nullable UUID tenantId,
        @Nullable UUID partnerId,
        UUID uploadedBy,
        @Nullable UUID patientId,
        String path,
        String name,
        String type,
        String mimeType,
        long size,
        byte @Nullable [] contentKey,
        boolean pictured,
        int turns,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {
    /** Whether it is a partner's own and no patient's, such as a contract. */
    boolean isPaper() {
        return partnerId != null && tenantId == null;
    }

    /** As a tenant and a patient have it from now on. */
    FileRow given(UUID toTenant, UUID toPatient, byte[] sealed) {
        return new FileRow(
                fileId,
                toTenant,
                partnerId,
                uploadedBy,
                toPatient,
                path,
                name,
                type,
                mimeType,
                size,
                sealed,
                pictured,
                turns,
                createdAt,
                updatedAt,
                deletedAt);
    }

    /** Under other words, turned otherwise. */
    FileRow changed(String called, String kind, int turned, Instant at) {
        return new FileRow(
                fileId,
                tenantId,
                partnerId,
                uploadedBy,
                patientId,
                path,
                called,
                kind,
                mimeType,
                size,
                contentKey,
                pictured,
                turned,
                createdAt,
                at,
                deletedAt);
    }

    /** What the audit trail keeps of it. */
    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", name());
        told.put("type", type());
        told.put("mime_type", mimeType());
        told.put("size", size());
        told.put("turns", turns());
        return told;
    }

    @Override
    public String toString() {
        return "FileRow[" + fileId + "]";
    }
}
