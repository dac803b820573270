package io.careloom.files;

import io.careloom.kernel.Problem;
import io.careloom.platform.blobs.Blobs;
import io.careloom.platform.database.Tx;
import io.careloom.platform.media.Pictures;
import io.careloom.platform.media.TurnedPicture;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The sealed parts of files: keys, bytes, thumbnails. */
final class Contents {
    private final Vault vault;
    private final Blobs blobs;
    private final FileStore store;

    Contents(Vault vault, Blobs blobs, FileStore store) {
        this.vault = vault;
        this.blobs = blobs;
        this.store = store;
    }

    byte[] sealedKey(@Nullable UUID tenantId, UUID fileId, byte[] key) {
        return vault.sealBytes(keyPlace(tenantId, fileId), key);
    }

    byte @Nullable [] sealedThumbnail(@Nullable UUID tenantId, UUID fileId, byte @Nullable [] picture) {
        return picture == null ? null : vault.sealBytes(thumbnailPlace(tenantId, fileId), picture);
    }

    /** The file's key, sealed for a tenant that has it from now on. */
    byte[] keyFor(UUID tenantId, FileRow row) {
        byte[] sealed = Objects.requireNonNull(row.contentKey());
        return tenantId.equals(row.tenantId()) ? sealed : sealedKey(tenantId, row.fileId(), key(row));
    }

    /** The file's thumbnail, likewise; null when there is none. */
    byte @Nullable [] thumbnailFor(Tx tx, UUID tenantId, FileRow row) {
        byte[] sealed = store.thumbnail(tx, row).orElse(null);
        return sealed == null || tenantId.equals(row.tenantId())
                ? sealed
                : sealedThumbnail(
                        tenantId, row.fileId(), vault.openBytes(thumbnailPlace(row.tenantId(), row.fileId()), sealed));
    }

    /** The thumbnail of a picture as it is turned now, sealed; INVALID for what cannot be turned. */
    byte @Nullable [] turned(FileRow row) {
        try {
            byte[] key = key(row);
            byte[] picture = Pictures.thumbnail(() -> blobs.open(row.fileId(), key, 0), row.turns());
            return sealedThumbnail(row.tenantId(), row.fileId(), picture);
        } catch (Pictures.Unusable e) {
            throw Problem.invalid("rotate", "This file cannot be turned.");
        }
    }

    /** The whole file as viewers are to show it. */
    Files.Content whole(FileRow row) {
        byte[] key = key(row);
        if (row.turns() == 0) {
            return content(row, row.size(), position -> blobs.open(row.fileId(), key, position));
        }
        TurnedPicture turned = TurnedPicture.of(() -> blobs.open(row.fileId(), key, 0), row.mimeType(), row.turns());
        return content(
                row,
                turned.size(row.size()),
                position -> turned.from(position, from -> blobs.open(row.fileId(), key, from)));
    }

    /** Its thumbnail; 404 when there is none. */
    Files.Content thumbnail(Tx tx, FileRow row) {
        byte[] sealed = store.thumbnail(tx, row).orElseThrow(Problem::notFound);
        byte[] picture = vault.openBytes(thumbnailPlace(row.tenantId(), row.fileId()), sealed);
        return new Files.Content("image/jpeg", "thumbnail.jpg", picture.length, row.patientId(), position -> {
            int from = (int) position;
            return new ByteArrayInputStream(picture, from, picture.length - from);
        });
    }

    private static Files.Content content(FileRow row, long size, LongFunction<InputStream> opener) {
        return new Files.Content(row.mimeType(), row.name(), size, row.patientId(), opener);
    }

    private byte[] key(FileRow row) {
        return vault.openBytes(keyPlace(row.tenantId(), row.fileId()), Objects.requireNonNull(row.contentKey()));
    }

    private static Place keyPlace(@Nullable UUID tenantId, UUID fileId) {
        return new Place(owner(tenantId), "files.file", "content_key", fileId);
    }

    private static Place thumbnailPlace(@Nullable UUID tenantId, UUID fileId) {
        return new Place(owner(tenantId), "files.file", "thumbnail", fileId);
    }

    private static UUID owner(@Nullable UUID tenantId) {
        return tenantId == null ? Place.INSTALLATION : tenantId;
    }
}
