package io.careloom.patients.http;

import static io.careloom.kernel.Permission.PATIENT_READ;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.Route.Shape.BARE;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.patients.Patient;
import io.careloom.patients.Patients;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** How clinicians and their assistants look up patients of their environments. */
public final class PatientClinicianRoutes implements Routes {
    private final Patients patients;

    /** Rows on this door. */
    public PatientClinicianRoutes(Patients patients) {
        this.patients = patients;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                Route.post("/v1/clinician/patients/search", "Search patients")
                        .needs(PATIENT_READ)
                        .touches(TENANT)
                        .audited(READ)
                        .readOnly()
                        .reads(PatientJson.Search.class)
                        .answers(BARE, PatientJson.Found.class)
                        .by((tx, call) -> PatientPartnerRoutes.found(tx, call, patients)),
                Route.get("/v1/clinician/patients/{patient_id}", "Get patient")
                        .needs(PATIENT_READ)
                        .touches(TENANT)
                        .audited(READ)
                        .answers(Patient.class)
                        .by((tx, call) -> PatientPartnerRoutes.one(tx, call, patients)));
    }
}
