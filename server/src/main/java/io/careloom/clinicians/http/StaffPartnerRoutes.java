package io.careloom.clinicians.http;

import static io.careloom.kernel.Permission.STAFF_READ;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.TenantRule.INSTALLATION;

import io.careloom.clinicians.staff.Staff;
import io.careloom.clinicians.staff.StaffMember;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.function.Function;

/** Staff as partners' programs see them (P-06). */
public final class StaffPartnerRoutes implements Routes {
    private final Staff support;
    private final Staff internal;
    private final Staff assistants;

    /** Rows over the doors of the three kinds. */
    public StaffPartnerRoutes(Staff support, Staff internal, Staff assistants) {
        this.support = support;
        this.internal = internal;
        this.assistants = assistants;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                row("support_staff", "Get support staff information", SupportStaffJson.class)
                        .by((tx, call) -> shown(
                                support.view(tx, call.caller(), call.id("support_staff_id")),
                                SupportStaffJson::forPartners)),
                row("internal_support_staff", "Get internal support staff information", SupportStaffJson.class)
                        .by((tx, call) -> shown(
                                internal.view(tx, call.caller(), call.id("internal_support_staff_id")),
                                SupportStaffJson::forPartners)),
                row("medical_assistant", "Get medical assistant information", AssistantJson.class)
                        .by((tx, call) -> shown(
                                assistants.view(tx, call.caller(), call.id("medical_assistant_id")),
                                AssistantJson::of)));
    }

    private static Route row(String kind, String name, Class<?> answer) {
        return Route.get("/v1/partner/" + kind.replace('_', '-') + "s/{" + kind + "_id}", name)
                .needs(STAFF_READ)
                .touches(INSTALLATION)
                .audited(NONE)
                .answers(answer);
    }

    private static Answer shown(StaffMember member, Function<StaffMember, Object> shape) {
        return Answer.of(shape.apply(member));
    }
}
