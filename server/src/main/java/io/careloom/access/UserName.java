package io.careloom.access;

import io.careloom.kernel.Role;
import java.util.UUID;

/** Who a person is to others. */
public record UserName(UUID userId, Role role, String firstName, String lastName, String email) {
    /** First and last name. */
    public String name() {
        return (firstName + " " + lastName).strip();
    }

    @Override
    public String toString() {
        return "UserName[" + userId + "]";
    }
}
