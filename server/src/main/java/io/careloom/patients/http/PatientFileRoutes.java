package io.careloom.patients.http;

import static io.careloom.kernel.Permission.PATIENT_READ;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.files.StoredFile;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Scope;
import io.careloom.patients.Patients;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.UUID;

/** The files of a patient, as clinicians page through them. */
public final class PatientFileRoutes implements Routes {
    private final Patients patients;
    private final Folder folder;

    /** Where the files of patients lie. */
    @FunctionalInterface
    public interface Folder {
        /** A page of one patient's files. */
        Page<StoredFile> of(Tx tx, Scope scope, UUID patientId, PageQuery page);
    }

    /** Rows on this door. */
    public PatientFileRoutes(Patients patients, Folder folder) {
        this.patients = patients;
        this.folder = folder;
    }

    @Override
    public List<Route> rows() {
        return List.of(Route.get("/v1/clinician/patients/{patient_id}/files", "Get patient files")
                .needs(PATIENT_READ)
                .touches(TENANT)
                .audited(READ)
                .answers(PAGED, StoredFile.class)
                .by(this::files));
    }

    private Answer files(Tx tx, Call call) {
        UUID patientId =
                patients.find(tx, call.caller().scope(), call.id("patient_id")).patientId();
        call.shows(patientId);
        return Answer.page(folder.of(tx, call.caller().scope(), patientId, call.newestFirst()));
    }
}
