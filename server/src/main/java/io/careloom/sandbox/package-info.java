/**
 * What stands in for the world: the simulators behind the ports of the sandbox environment, and what only a laptop or a
 * test needs: the demo world with invented people, the outbox that catches letters instead of sending them, the story
 * that plays one case through the public API. All but the simulators is built only under {@code --demo}; seen by
 * {@code app} alone.
 */
@Room(sees = {"partners", "access", "geography", "catalog", "clinicians", "prescribing", "orders"})
@NullMarked
package io.careloom.sandbox;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
