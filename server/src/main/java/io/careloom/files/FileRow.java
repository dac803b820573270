package io.careloom.files;

import java.time.Instant;
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
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {
    @Override
    public String toString() {
        return "FileRow[" + fileId + "]";
    }
}
