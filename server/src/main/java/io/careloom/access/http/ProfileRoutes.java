package io.careloom.access.http;

import static io.careloom.kernel.Permission.SELF;

import io.careloom.access.ChangeUser;
import io.careloom.access.People;
import io.careloom.access.PersonName;
import io.careloom.access.SignIns;
import io.careloom.kernel.Change;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.RateClass;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a signed-in person changes in its own account. */
public final class ProfileRoutes implements Routes {
    private static final String EMAIL = "[^@\\s]+@[^@\\s]+\\.[^@\\s]+";
    private static final String PHONE = "[0-9()+ .-]{7,25}";
    private static final int LINE = 255;

    private final People people;
    private final SignIns signIns;

    /** Rows over the doors. */
    public ProfileRoutes(People people, SignIns signIns) {
        this.people = people;
        this.signIns = signIns;
    }

    /** What is to be different; a password needs its confirmation. */
    record Changed(
            Change<@NotBlank @Size(max = LINE) String> name,
            Change<@NotBlank @Size(max = LINE) @Email(regexp = EMAIL) String> email,
            Change<@Pattern(regexp = PHONE) String> phoneNumber,
            @Nullable @Size(max = LINE) String password,
            @Nullable @Size(max = LINE) String passwordConfirmation,
            Change<UUID> timezoneId) {
        ChangeUser account() {
            Change<PersonName> parts = name.map(PersonName::of);
            return new ChangeUser(
                    parts.map(PersonName::first),
                    parts.map(PersonName::last),
                    email.map(String::strip),
                    phoneNumber,
                    timezoneId,
                    Change.absent(),
                    Change.absent(),
                    Change.absent());
        }

        People.@Nullable NewPassword chosen() {
            return password == null ? null : new People.NewPassword(password, passwordConfirmation);
        }
    }

    /** The present password and the one to come. */
    record Password(
            @NotNull @Size(max = LINE) String newPassword,
            @NotNull @Size(max = LINE) String newPasswordConfirmation,
            @NotNull @Size(max = LINE) String currentPassword) {}

    /** The password once more, after a pause. */
    record Presence(@NotNull @Size(max = 80) String password) {}

    @Override
    public List<Route> rows() {
        return List.of(
                Route.patch("/web/user", "Update user")
                        .needs(SELF)
                        .touches(TenantRule.OWN)
                        .audited(AuditClass.WRITE)
                        .secretAnswer()
                        .reads(Changed.class)
                        .answers(UserJson.class)
                        .by(this::change),
                guess(Route.post("/v1/clinician/password/change", "Change password"))
                        .reads(Password.class)
                        .by(this::changePassword),
                guess(Route.post("/v1/clinician/auth/inactivity/check", "Check inactivity"))
                        .reads(Presence.class)
                        .by(this::check));
    }

    /** A row that tries a password: its failures stay counted although it is refused, see {@link SignInRoutes}. */
    private static Route guess(Route row) {
        return row.needs(SELF)
                .touches(TenantRule.OWN)
                .audited(AuditClass.NONE)
                .limited(RateClass.LOGIN)
                .secretAnswer()
                .readOnly()
                .answersNothing();
    }

    private Answer change(Tx tx, Call call) {
        Changed body = call.body(Changed.class);
        return Answer.of(UserJson.of(
                people.changeSelf(tx, call.caller(), body.account(), body.chosen(), SignInRoutes.token(call))));
    }

    private Answer changePassword(Tx tx, Call call) {
        Password body = call.body(Password.class);
        People.NewPassword chosen = new People.NewPassword(body.newPassword(), body.newPasswordConfirmation());
        signIns.changePassword(tx, call.caller(), body.currentPassword(), chosen, SignInRoutes.token(call));
        return Answer.empty();
    }

    private Answer check(Tx tx, Call call) {
        signIns.confirm(tx, call.caller(), "password", call.body(Presence.class).password());
        return Answer.empty();
    }
}
