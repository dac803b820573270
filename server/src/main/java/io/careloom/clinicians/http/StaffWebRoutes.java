package io.careloom.clinicians.http;

import static io.careloom.kernel.Permission.STAFF_MANAGE;
import static io.careloom.kernel.Permission.STAFF_READ;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.INSTALLATION;

import io.careloom.clinicians.staff.Staff;
import io.careloom.clinicians.staff.StaffMember;
import io.careloom.kernel.PageQuery;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.function.Function;

/** Accounts of the staff in the back office, the same rows for each kind (W-08, W-09, W-10). */
public final class StaffWebRoutes implements Routes {
    private final Staff staff;
    private final Words words;

    /** How the wire speaks of a kind: {@code /web/support-staffs}, {@code support_staff}, {@code support staff}. */
    private record Words(
            String path, String variable, String title, Class<?> answer, Function<StaffMember, Object> shape) {
        String one() {
            return path + "/{" + variable + "}";
        }
    }

    private StaffWebRoutes(Staff staff, Words words) {
        this.staff = staff;
        this.words = words;
    }

    /** Rows of support staff. */
    public static StaffWebRoutes support(Staff staff) {
        return new StaffWebRoutes(
                staff,
                new Words(
                        "/web/support-staffs",
                        "support_staff",
                        "support staff",
                        SupportStaffJson.class,
                        SupportStaffJson::forWeb));
    }

    /** Rows of internal support staff. */
    public static StaffWebRoutes internal(Staff staff) {
        return new StaffWebRoutes(
                staff,
                new Words(
                        "/web/internal-support-staffs",
                        "internal_support_staff",
                        "internal support staff",
                        SupportStaffJson.class,
                        SupportStaffJson::forWeb));
    }

    /** Rows of medical assistants. */
    public static StaffWebRoutes assistants(Staff staff) {
        return new StaffWebRoutes(
                staff,
                new Words(
                        "/web/medical-assistants",
                        "medical_assistant",
                        "medical assistant",
                        AssistantJson.class,
                        AssistantJson::of));
    }

    @Override
    public List<Route> rows() {
        return List.of(
                Route.get(words.path(), "Get " + words.title() + "s")
                        .needs(STAFF_READ)
                        .touches(INSTALLATION)
                        .audited(NONE)
                        .answers(PAGED, words.answer())
                        .by((tx, call) -> Answer.page(
                                staff.list(tx, call.caller(), page(call)).map(words.shape()::apply))),
                Route.post(words.path(), "Create " + words.title())
                        .needs(STAFF_MANAGE)
                        .touches(INSTALLATION)
                        .audited(WRITE)
                        .reads(StaffJson.Sent.class)
                        .answers(words.answer())
                        .by((tx, call) -> shown(staff.create(
                                tx,
                                call.caller(),
                                call.body(StaffJson.Sent.class).unbound()))),
                Route.get(words.one(), "Get " + words.title())
                        .needs(STAFF_READ)
                        .touches(INSTALLATION)
                        .audited(NONE)
                        .answers(words.answer())
                        .by((tx, call) -> shown(staff.view(tx, call.caller(), call.id(words.variable())))),
                Route.patch(words.one(), "Update " + words.title())
                        .needs(STAFF_MANAGE)
                        .touches(INSTALLATION)
                        .audited(WRITE)
                        .secretAnswer()
                        .reads(StaffJson.Changed.class)
                        .answers(words.answer())
                        .by(this::change),
                Route.delete(words.one(), "Delete " + words.title())
                        .needs(STAFF_MANAGE)
                        .touches(INSTALLATION)
                        .audited(WRITE)
                        .answersNothing()
                        .by(this::delete));
    }

    private Answer change(Tx tx, Call call) {
        return shown(staff.change(
                tx,
                call.caller(),
                call.id(words.variable()),
                call.body(StaffJson.Changed.class).command()));
    }

    private Answer delete(Tx tx, Call call) {
        staff.delete(tx, call.caller(), call.id(words.variable()));
        return Answer.empty();
    }

    private Answer shown(StaffMember member) {
        return Answer.of(words.shape().apply(member));
    }

    static PageQuery page(Call call) {
        return call.page("created_at", "updated_at", "first_name", "last_name", "email");
    }
}
