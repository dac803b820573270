package io.careloom.sandbox;

import io.careloom.clinicians.AreaTerms;
import io.careloom.clinicians.Clinician;
import io.careloom.clinicians.ClinicianDetails;
import io.careloom.clinicians.Clinicians;
import io.careloom.clinicians.CreateClinician;
import io.careloom.geography.Geography;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.platform.database.Tx;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Three invented clinicians, each licensed in other states; together they leave most states unserved, on purpose. */
public final class DemoClinicians {
    private static final LocalDate LICENSED_UNTIL = LocalDate.of(2039, 12, 31);

    private final Clinicians clinicians;
    private final Geography geography;

    /** Made through the clinicians' door. */
    public DemoClinicians(Clinicians clinicians, Geography geography) {
        this.clinicians = clinicians;
        this.geography = geography;
    }

    List<DemoFile.DemoClinician> seed(Tx tx, Caller caller) {
        return List.of(
                one(tx, caller, "Rhea Calloway", List.of("CA", "NY")),
                one(tx, caller, "Anton Brevik", List.of("TX", "FL")),
                one(tx, caller, "Lucia Moreau", List.of("CA", "WA", "OR")));
    }

    private DemoFile.DemoClinician one(Tx tx, Caller caller, String name, List<String> states) {
        int space = name.indexOf(' ');
        String email = name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@clinicians.example";
        String password = DemoWorld.password();
        Clinician clinician = clinicians
                .create(
                        tx,
                        caller,
                        new CreateClinician(
                                ClinicianDetails.named(
                                        name.substring(0, space),
                                        name.substring(space + 1),
                                        email,
                                        EnumSet.allOf(Environment.class)),
                                null,
                                password))
                .clinician();
        for (String state : states) {
            UUID stateId = geography.stateNamed(state).orElseThrow().stateId();
            clinicians
                    .practiceAreas()
                    .put(
                            tx,
                            caller,
                            clinician.clinicianId(),
                            stateId,
                            new AreaTerms("DEMO-" + state + "-" + space, LICENSED_UNTIL, false));
        }
        return new DemoFile.DemoClinician(clinician.userId(), clinician.clinicianId(), email, password, states);
    }
}
