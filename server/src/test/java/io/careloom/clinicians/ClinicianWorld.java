package io.careloom.clinicians;

import io.careloom.access.People;
import io.careloom.access.User;
import io.careloom.catalog.Catalog;
import io.careloom.catalog.CatalogGround;
import io.careloom.clinicians.staff.Assistants;
import io.careloom.clinicians.staff.Staff;
import io.careloom.clinicians.staff.StaffKind;
import io.careloom.geography.Geography;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.patients.PatientWorld;
import io.careloom.platform.sealing.Place;
import io.careloom.testing.TestDatabase;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The room of clinicians on a real database, on a day that stands still. */
public final class ClinicianWorld implements AutoCloseable {
    /** An administrator. */
    public static final Caller ADMIN =
            caller(Role.ADMIN, EnumSet.of(Permission.CLINICIAN_READ, Permission.CLINICIAN_MANAGE), null);

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    public final PatientWorld ground;
    public final Geography geography = new Geography();
    public final Catalog catalog;
    public final Clinicians clinicians;
    public final Assistants assistants;

    public ClinicianWorld(TestDatabase database) {
        ground = new PatientWorld(database);
        catalog = CatalogGround.of(ground);
        clinicians = new Clinicians(
                new Clinicians.Neighbours(
                        geography, ground.access.partners, ground.access.access, catalog, ground.files),
                new Clinicians.Ground(ground.events, ground.audit, ground.clocks));
        People people = new People(ground.access.access, ground.access.partners, geography, ground.audit);
        Staff staff = new Staff(StaffKind.ASSISTANT, clinicians, ground.access.partners, people, ground.files);
        assistants = new Assistants(staff, clinicians, people);
    }

    public static String email() {
        return "clinician." + PEOPLE.incrementAndGet() + "@staff.example";
    }

    /** A clinician of both environments. */
    public Clinician clinician(String first, String last) {
        ClinicianDetails details = ClinicianDetails.named(first, last, email(), Set.of(Environment.values()));
        return ground.write(tx -> clinicians.create(tx, ADMIN, new CreateClinician(details, null, null)))
                .clinician();
    }

    public UUID state(String name) {
        return geography.stateNamed(name).orElseThrow().stateId();
    }

    public void practise(Clinician clinician, String state, AreaTerms terms) {
        ground.write(tx -> {
            clinicians.practiceAreas().put(tx, ADMIN, clinician.clinicianId(), state(state), terms);
            return terms;
        });
    }

    /** The person behind a clinician, as a token would make it. */
    public static Caller self(Clinician clinician) {
        return new Caller(
                clinician.userId(),
                Role.CLINICIAN,
                EnumSet.of(Permission.SELF, Permission.CLINICIAN_READ),
                Scope.NONE,
                EnumSet.allOf(Environment.class),
                null,
                null,
                clinician.clinicianId());
    }

    public static Caller caller(Role role, Set<Permission> permissions, UUID clinicianId) {
        return new Caller(
                Place.INSTALLATION,
                role,
                permissions,
                Scope.NONE,
                EnumSet.allOf(Environment.class),
                null,
                null,
                clinicianId);
    }

    /** One more administrator, who uploads. */
    public Caller uploader() {
        return new Caller(
                UUID.randomUUID(),
                Role.ADMIN,
                EnumSet.of(Permission.CLINICIAN_READ, Permission.CLINICIAN_MANAGE, Permission.FILE_WRITE),
                Scope.NONE,
                EnumSet.allOf(Environment.class),
                null,
                null,
                null);
    }

    public User account(Clinician clinician) {
        return ground.read(
                tx -> ground.access.access.users(tx, Set.of(clinician.userId())).getFirst());
    }

    @Override
    public void close() {
        ground.close();
    }
}
