/**
 * Tells partners what happened: each partner-facing event becomes one stored, signed message per registered endpoint,
 * delivered at least once with the same id and bytes, retried, replayable, with a log that shows every attempt. Knows
 * events only by their wire words, never the rooms they come from.
 */
@Room(sees = {"partners"})
@NullMarked
package io.careloom.webhooks;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
