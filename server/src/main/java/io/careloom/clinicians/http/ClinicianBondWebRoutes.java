package io.careloom.clinicians.http;

import static io.careloom.kernel.Permission.CLINICIAN_MANAGE;
import static io.careloom.kernel.Permission.CLINICIAN_READ;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.INSTALLATION;

import io.careloom.clinicians.ClinicianBond;
import io.careloom.clinicians.ClinicianBond.Key;
import io.careloom.clinicians.ClinicianBonds;
import io.careloom.clinicians.http.ClinicianRecordJson.Further;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Handler;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.function.Function;

/** How administrators tie clinicians to specialties (W-01) and partners, seen from each end. */
public final class ClinicianBondWebRoutes implements Routes {
    private static final String CLINICIAN = "/web/clinicians/{clinician}";
    private static final String SPECIALTIES = CLINICIAN + "/specialties";
    private static final String SPECIALTY = SPECIALTIES + "/{specialty}";
    private static final String OF_PARTNER = "/web/partners/{partner}/clinicians";
    private static final String OF_PARTNER_ONE = OF_PARTNER + "/{clinician}";

    private final ClinicianBonds bonds;

    /** Rows on this door. */
    public ClinicianBondWebRoutes(ClinicianBonds bonds) {
        this.bonds = bonds;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                reading(SPECIALTIES, "Get specialties of a clinician")
                        .answers(PAGED, BondJson.OfSpecialty.class)
                        .by(this::specialties),
                putting(SPECIALTY, "Attach specialty to a clinician").by(put(ClinicianBondWebRoutes::specialty)),
                writing(Route.patch(SPECIALTY, "Update specialty of a clinician"))
                        .reads(BondJson.Update.class)
                        .answers(BondJson.Pivot.class)
                        .by((tx, call) -> Answer.of(BondJson.Pivot.of(change(tx, call, specialty(call))))),
                writing(Route.delete(SPECIALTY, "Detach specialty from a clinician"))
                        .answersNothing()
                        .by(drop(ClinicianBondWebRoutes::specialty)),
                reading("/web/specialties/{specialty}/clinicians", "Get clinicians of a specialty")
                        .answers(PAGED, ClinicianRecordJson.class)
                        .by(this::ofSpecialty),
                reading(CLINICIAN + "/partners", "Get partners of a clinician")
                        .answers(PAGED, BondJson.OfPartner.class)
                        .by(this::partners),
                reading(OF_PARTNER, "Get clinicians of a partner")
                        .answers(PAGED, ClinicianRecordJson.class)
                        .by(this::ofPartner),
                putting(OF_PARTNER_ONE, "Attach clinician to a partner").by(put(ClinicianBondWebRoutes::partner)),
                writing(Route.patch(OF_PARTNER_ONE, "Update clinician of a partner"))
                        .reads(BondJson.Update.class)
                        .answers(BondJson.Pivot.class)
                        .by((tx, call) -> Answer.of(BondJson.Pivot.of(change(tx, call, partner(call))))),
                writing(Route.delete(OF_PARTNER_ONE, "Detach clinician from a partner"))
                        .answersNothing()
                        .by(drop(ClinicianBondWebRoutes::partner)));
    }

    private static Route reading(String path, String name) {
        return Route.get(path, name).needs(CLINICIAN_READ).touches(INSTALLATION).audited(NONE);
    }

    private static Route writing(Route route) {
        return route.needs(CLINICIAN_MANAGE).touches(INSTALLATION).audited(WRITE);
    }

    private static Route putting(String path, String name) {
        return writing(Route.put(path, name)).reads(BondJson.Put.class).answersNothing();
    }

    private static Key specialty(Call call) {
        return Key.ofSpecialty(call.id("specialty"), call.id("clinician"));
    }

    private static Key partner(Call call) {
        return Key.ofPartner(call.id("partner"), call.id("clinician"));
    }

    private Handler put(Function<Call, Key> key) {
        return (tx, call) -> {
            bonds.put(
                    tx,
                    call.caller(),
                    key.apply(call),
                    call.body(BondJson.Put.class).chosen());
            return Answer.empty();
        };
    }

    private ClinicianBond change(Tx tx, Call call, Key key) {
        return bonds.change(
                tx, call.caller(), key, call.body(BondJson.Update.class).chosen());
    }

    private Handler drop(Function<Call, Key> key) {
        return (tx, call) -> {
            bonds.drop(tx, call.caller(), key.apply(call));
            return Answer.empty();
        };
    }

    private Answer specialties(Tx tx, Call call) {
        return Answer.page(bonds.specialties(tx, call.caller(), call.id("clinician"), call.page())
                .map(BondJson.OfSpecialty::of));
    }

    private Answer ofSpecialty(Tx tx, Call call) {
        return Answer.page(
                bonds.ofSpecialty(tx, call.caller(), call.id("specialty"), call.page(ClinicianWebRoutes.SORTS))
                        .map(tied -> ClinicianRecordJson.of(tied.thing(), call::wants, Further.tied(tied.bond()))));
    }

    private Answer partners(Tx tx, Call call) {
        return Answer.page(bonds.partners(tx, call.caller(), call.id("clinician"), call.page("created_at", "name"))
                .map(BondJson.OfPartner::of));
    }

    private Answer ofPartner(Tx tx, Call call) {
        return Answer.page(bonds.ofPartner(
                        tx,
                        call.caller(),
                        call.id("partner"),
                        ClinicianWebRoutes.filter(call),
                        call.page(ClinicianWebRoutes.SORTS))
                .map(tied -> ClinicianRecordJson.of(tied.thing(), call::wants, Further.tied(tied.bond()))));
    }
}
