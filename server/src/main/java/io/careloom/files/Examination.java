package io.careloom.files;

import io.careloom.files.FilePolicy.Accepted;
import io.careloom.kernel.Problem;
import io.careloom.platform.blobs.Draft;
import io.careloom.platform.media.ActiveContent;
import io.careloom.platform.media.Pictures;
import io.careloom.platform.media.Sniffer;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Finds out what an upload is and refuses what nobody should open. */
final class Examination {
    private static final String REFUSED = "This kind of file is not accepted.";

    private final VirusScanner scanner;

    Examination(VirusScanner scanner) {
        this.scanner = scanner;
    }

    NewFile examine(Draft draft, Files.Told told) {
        String type = FilePolicy.type(told.type());
        if (draft.size() == 0) {
            throw refused("The file is empty.");
        }
        Accepted accepted = accepted(draft);
        FilePolicy.requireSize(accepted, draft.size());
        String name = FilePolicy.name(told.name(), told.fileName(), accepted.extension());
        byte[] thumbnail = accepted.mustShow() ? thumbnail(draft) : null;
        try (InputStream content = draft.read()) {
            if (!scanner.isClean(content)) {
                throw refused("The file contains malware.");
            }
        } catch (IOException e) {
            throw unreadable();
        }
        return new NewFile(draft, name, type, accepted, thumbnail);
    }

    private static Accepted accepted(Draft draft) {
        try (InputStream content = draft.read()) {
            Accepted accepted = FilePolicy.accepted(Sniffer.typeOf(draft::read)).orElseThrow(() -> refused(REFUSED));
            // office documents are archives by nature
            if (!isOffice(accepted) && ActiveContent.isIn(content, draft.size())) {
                throw refused(REFUSED);
            }
            return accepted;
        } catch (IOException e) {
            throw unreadable();
        }
    }

    private static boolean isOffice(Accepted accepted) {
        return accepted.mimeType().startsWith("application/vnd.openxmlformats");
    }

    private static byte[] thumbnail(Draft draft) {
        try {
            return Pictures.thumbnail(draft::read, 0);
        } catch (Pictures.Unusable e) {
            throw refused(e.getMessage());
        }
    }

    private static Problem refused(@Nullable String reason) {
        return Problem.invalid("file", reason == null ? REFUSED : reason);
    }

    private static Problem unreadable() {
        return Problem.unavailable("storage_unavailable");
    }
}
