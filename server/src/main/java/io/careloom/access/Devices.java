package io.careloom.access;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import io.careloom.platform.secrets.Secrets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a person is signed in. An ended device's tokens are refused at its next request, on other nodes within a second. */
public final class Devices {
    private final Access access;

    /** The door. */
    public Devices(Access access) {
        this.access = access;
    }

    /**
     * One sign-in of a person, shaped like the wire.
     *
     * @param name as the device called itself when signing in
     * @param isCurrent the one that asks
     * @param lastActiveAt when it was last used, to the minute
     */
    public record Device(
            UUID deviceId,
            @Nullable String name,
            @Nullable String ipAddress,
            boolean isCurrent,
            Instant createdAt,
            Instant lastActiveAt) {
        @Override
        public String toString() {
            return "Device[" + deviceId + "]";
        }
    }

    /** The person's living sign-ins, the one last used first. */
    public List<Device> list(Tx tx, Caller caller, String accessToken) {
        caller.require(Permission.SELF);
        TokenStore store = new TokenStore(tx);
        Optional<UUID> current = store.family(Secrets.digest(accessToken));
        return store.devices(caller.id()).stream()
                .map(device -> current.filter(device.deviceId()::equals).isPresent() ? asCurrent(device) : device)
                .toList();
    }

    /** Ends one of the person's sign-ins, and those of {@code others} that are its own; 404 when the first is not. */
    public void end(Tx tx, Caller caller, UUID deviceId, Collection<UUID> others) {
        caller.require(Permission.SELF);
        TokenStore store = new TokenStore(tx);
        Set<UUID> own =
                store.devices(caller.id()).stream().map(Device::deviceId).collect(Collectors.toSet());
        if (!own.contains(deviceId)) {
            throw Problem.notFound();
        }
        Set<UUID> ended = new LinkedHashSet<>(others);
        ended.add(deviceId);
        ended.retainAll(own);
        ended.forEach(store::revokeFamily);
        tx.afterCommit(access::forget);
    }

    private static Device asCurrent(Device device) {
        return new Device(
                device.deviceId(), device.name(), device.ipAddress(), true, device.createdAt(), device.lastActiveAt());
    }
}
