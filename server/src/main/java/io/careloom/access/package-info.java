/**
 * Who may do what: keys of partners' programs, people who sign in, their roles and environments, tokens and one-time
 * codes. Turns every bearer token into a caller; the matrix of roles and permissions stands in {@code Permissions}.
 */
@Room(sees = {"partners", "geography"})
@NullMarked
package io.careloom.access;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
