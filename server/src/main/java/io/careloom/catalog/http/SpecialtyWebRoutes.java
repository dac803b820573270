package io.careloom.catalog.http;

import static io.careloom.kernel.Permission.CATALOG_MANAGE;
import static io.careloom.kernel.Permission.PARTNER_MANAGE;
import static io.careloom.kernel.Permission.PARTNER_READ;
import static io.careloom.kernel.Permission.REFERENCE_READ;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.INSTALLATION;
import static io.careloom.platform.http.TenantRule.PARTNER;

import io.careloom.catalog.Catalog;
import io.careloom.catalog.Specialty;
import io.careloom.catalog.TakenSpecialty;
import io.careloom.partners.PartnerProfile;
import io.careloom.platform.Fields;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** How the installation keeps its specialties, and which of them partners take up. */
public final class SpecialtyWebRoutes implements Routes {
    private static final String SPECIALTIES = "/web/specialties";
    private static final String SPECIALTY = SPECIALTIES + "/{specialty}";
    private static final String TAKEN = "/web/partners/{partner}/specialties";
    private static final String TAKEN_ONE = TAKEN + "/{specialty}";

    private final Catalog catalog;

    /** Rows over the door. */
    public SpecialtyWebRoutes(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                reading(SPECIALTIES, "Get specialties")
                        .answers(PAGED, SpecialtyJson.class)
                        .by(this::list),
                keeping(Route.post(SPECIALTIES, "Post specialty"))
                        .reads(SpecialtyJson.Create.class)
                        .answers(SpecialtyJson.class)
                        .by(this::create),
                reading(SPECIALTY, "Get specialty").answers(SpecialtyJson.class).by(this::one),
                keeping(Route.patch(SPECIALTY, "Patch specialty"))
                        .reads(SpecialtyJson.Update.class)
                        .answers(SpecialtyJson.class)
                        .by(this::change),
                keeping(Route.delete(SPECIALTY, "Delete specialty"))
                        .answersNothing()
                        .by(this::delete),
                Route.get(SPECIALTY + "/partners", "Get partners of a specialty")
                        .needs(PARTNER_READ)
                        .touches(PARTNER)
                        .audited(NONE)
                        .answers(PAGED, PartnerProfile.class)
                        .by(this::partners),
                Route.get(TAKEN, "Get specialties of a partner")
                        .needs(REFERENCE_READ)
                        .touches(PARTNER)
                        .audited(NONE)
                        .answers(PAGED, SpecialtyJson.class)
                        .by(this::taken),
                taking(Route.put(TAKEN_ONE, "Attach specialty to a partner"))
                        .reads(SpecialtyJson.Take.class)
                        .answersNothing()
                        .by(this::take),
                taking(Route.patch(TAKEN_ONE, "Patch specialty of a partner"))
                        .reads(SpecialtyJson.ChangeTerms.class)
                        .answers(SpecialtyJson.class)
                        .by(this::changeTerms),
                taking(Route.delete(TAKEN_ONE, "Detach specialty from a partner"))
                        .answersNothing()
                        .by(this::leave));
    }

    private static Route reading(String path, String name) {
        return Route.get(path, name).needs(REFERENCE_READ).touches(INSTALLATION).audited(NONE);
    }

    private static Route keeping(Route route) {
        return route.needs(CATALOG_MANAGE).touches(INSTALLATION).audited(WRITE);
    }

    private static Route taking(Route route) {
        return route.needs(PARTNER_MANAGE).touches(PARTNER).audited(WRITE);
    }

    private Answer list(Tx tx, Call call) {
        Boolean isPublic = call.query("is_public") == null ? null : call.flag("is_public", true);
        return Answer.page(catalog.specialties()
                .list(tx, call.caller(), isPublic, call.page("title", "created_at", "updated_at"))
                .map(SpecialtyJson::of));
    }

    private Answer create(Tx tx, Call call) {
        SpecialtyJson.Create sent = call.body(SpecialtyJson.Create.class);
        boolean isPublic = !Boolean.FALSE.equals(sent.isPublic());
        return one(catalog.specialties().create(tx, call.caller(), sent.title(), isPublic));
    }

    private Answer one(Tx tx, Call call) {
        return one(catalog.specialties().find(tx, call.caller(), call.id("specialty")));
    }

    private Answer change(Tx tx, Call call) {
        return one(catalog.specialties()
                .change(
                        tx,
                        call.caller(),
                        call.id("specialty"),
                        call.body(SpecialtyJson.Update.class).command()));
    }

    private static Answer one(Specialty specialty) {
        return Answer.of(SpecialtyJson.of(specialty));
    }

    private Answer delete(Tx tx, Call call) {
        catalog.specialties().delete(tx, call.caller(), call.id("specialty"));
        return Answer.empty();
    }

    private Answer partners(Tx tx, Call call) {
        return Answer.page(catalog.specialties()
                .partners(tx, call.caller(), call.id("specialty"), call.page("created_at", "name")));
    }

    private Answer taken(Tx tx, Call call) {
        return Answer.page(catalog.partnerSpecialties()
                .list(tx, call.caller(), call.id("partner"), call.page())
                .map(SpecialtyJson::of));
    }

    private Answer take(Tx tx, Call call) {
        catalog.partnerSpecialties()
                .take(
                        tx,
                        call.caller(),
                        call.id("partner"),
                        call.id("specialty"),
                        call.body(SpecialtyJson.Take.class).terms());
        return Answer.empty();
    }

    private Answer changeTerms(Tx tx, Call call) {
        TakenSpecialty changed = catalog.partnerSpecialties()
                .change(
                        tx,
                        call.caller(),
                        call.id("partner"),
                        call.id("specialty"),
                        Fields.sent(call.body(SpecialtyJson.ChangeTerms.class)));
        return Answer.of(SpecialtyJson.of(changed));
    }

    private Answer leave(Tx tx, Call call) {
        catalog.partnerSpecialties().leave(tx, call.caller(), call.id("partner"), call.id("specialty"));
        return Answer.empty();
    }
}
