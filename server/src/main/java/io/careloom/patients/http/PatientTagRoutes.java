package io.careloom.patients.http;

import static io.careloom.kernel.Permission.TAG_ATTACH;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.patients.PatientTags;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tags of patients: programs of partners attach by POST, clinicians by PUT. */
public final class PatientTagRoutes implements Routes {
    private static final String PARTNER = "/v1/partner/patients/{patient_id}/tags/{tag_id}";
    private static final String CLINICIAN = "/v1/clinician/patients/{patient_id}/tags/{tag_id}";

    private final PatientTags tags;

    /** Rows on this door. */
    public PatientTagRoutes(PatientTags tags) {
        this.tags = tags;
    }

    /** What is noted on a tag. */
    record PatientTagNotes(@Nullable @Size(max = 1_000) String notes) {}

    /** Other notes on a tag. */
    record NeededPatientTagNotes(@NotNull @Size(max = 1_000) String notes) {}

    @Override
    public List<Route> rows() {
        return Stream.of(rows(PARTNER, Route.post(PARTNER, NAME)), rows(CLINICIAN, Route.put(CLINICIAN, NAME)))
                .flatMap(List::stream)
                .toList();
    }

    private static final String NAME = "Attach tag to patient";

    private List<Route> rows(String path, Route attach) {
        return List.of(
                write(attach).reads(PatientTagNotes.class).by(this::attach),
                write(Route.patch(path, "Update notes of a patient's tag"))
                        .reads(NeededPatientTagNotes.class)
                        .by(this::annotate),
                write(Route.delete(path, "Detach tag from patient")).by(this::detach));
    }

    private static Route write(Route row) {
        return row.needs(TAG_ATTACH).touches(TENANT).audited(WRITE).answersNothing();
    }

    private Answer attach(Tx tx, Call call) {
        String notes = call.body(PatientTagNotes.class).notes();
        tags.attach(tx, call.caller(), call.id("patient_id"), call.id("tag_id"), notes);
        return Answer.empty();
    }

    private Answer annotate(Tx tx, Call call) {
        String notes = call.body(NeededPatientTagNotes.class).notes();
        tags.annotate(tx, call.caller(), call.id("patient_id"), call.id("tag_id"), notes);
        return Answer.empty();
    }

    private Answer detach(Tx tx, Call call) {
        tags.detach(tx, call.caller(), call.id("patient_id"), call.id("tag_id"));
        return Answer.empty();
    }
}
