package io.careloom.access.http;

import static io.careloom.kernel.Permission.SELF;

import io.careloom.access.Devices;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the signed-in person is signed in, the same rows on both staff surfaces. */
public final class DeviceRoutes implements Routes {
    private final String path;
    private final Devices devices;

    private DeviceRoutes(String path, Devices devices) {
        this.path = path;
        this.devices = devices;
    }

    /** Rows of the back office. */
    public static DeviceRoutes forWeb(Devices devices) {
        return new DeviceRoutes("/web/user/devices", devices);
    }

    /** Rows of the clinician app. */
    public static DeviceRoutes forClinicians(Devices devices) {
        return new DeviceRoutes("/v1/clinician/devices", devices);
    }

    /** More devices to be ended with the one in the path; unknown ones are nobody's. */
    record Ended(@Nullable @Size(max = 100) List<@NotNull @Size(max = 100) String> devices) {}

    @Override
    public List<Route> rows() {
        return List.of(
                Route.get(path, "Get devices")
                        .needs(SELF)
                        .touches(TenantRule.OWN)
                        .audited(AuditClass.NONE)
                        .answers(Route.Shape.BARE, Devices.Device.class)
                        .by((tx, call) -> Answer.list(devices.list(tx, call.caller(), SignInRoutes.token(call)))),
                Route.delete(path + "/{device_id}", "Delete device")
                        .needs(SELF)
                        .touches(TenantRule.OWN)
                        .audited(AuditClass.WRITE)
                        .reads(Ended.class)
                        .answersNothing()
                        .by(this::end));
    }

    private Answer end(Tx tx, Call call) {
        List<String> others = call.body(Ended.class).devices();
        devices.end(
                tx,
                call.caller(),
                call.id("device_id"),
                others == null
                        ? List.of()
                        : others.stream()
                                .map(Ids::read)
                                .flatMap(Optional::stream)
                                .toList());
        return Answer.empty();
    }
}
