package io.careloom.files.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.careloom.files.Files;
import io.careloom.files.PartnerFiles;
import io.careloom.partners.PartnerProfile;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A partner in the console; the files of its profile are there when they are asked for, exist and may be read. */
record PartnerWebJson(
        @JsonUnwrapped PartnerProfile profile,
        @JsonUnwrapped Relations relations) {

    /** What {@code with_relationships[]} may name. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Relations(
            @Nullable FileWebJson logo,
            @Nullable FileWebJson contractFile,
            @Nullable FileWebJson insuranceFile) {}

    /** The whole record, or the short form of who sees no more. */
    static Object of(PartnerFiles.Named named, Predicate<String> wants) {
        if (!(named.partner() instanceof PartnerProfile profile)) {
            return named.partner();
        }
        Map<UUID, Files.Seen> files = named.files();
        return new PartnerWebJson(
                profile,
                new Relations(
                        wants.test("logo") ? shown(files, profile.logoFileId()) : null,
                        wants.test("contractFile") ? shown(files, profile.contractFileId()) : null,
                        wants.test("insuranceFile") ? shown(files, profile.insuranceFileId()) : null));
    }

    private static @Nullable FileWebJson shown(Map<UUID, Files.Seen> files, @Nullable UUID fileId) {
        Files.Seen seen = files.get(fileId);
        return seen == null ? null : FileWebJson.of(seen);
    }
}
