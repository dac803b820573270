package io.careloom.access;

import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import java.util.Set;
import java.util.UUID;

/** What is to be different in a person's account; only phone number, time zone and photo can be cleared. */
public record ChangeUser(
        Change<String> firstName,
        Change<String> lastName,
        Change<String> email,
        Change<String> phoneNumber,
        Change<UUID> timezoneId,
        Change<UUID> photoId,
        Change<Set<Environment>> environments,
        Change<Boolean> active) {
    /** The same change with another time zone. */
    ChangeUser withTimezone(Change<UUID> zone) {
        return new ChangeUser(firstName, lastName, email, phoneNumber, zone, photoId, environments, active);
    }
}
