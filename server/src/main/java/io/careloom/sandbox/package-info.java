/**
 * What only a laptop or a test needs: the demo world with invented people, the outbox that catches letters instead of
 * sending them, the story that plays one case through the public API. Built only under {@code --demo}; seen by
 * {@code app} alone.
 */
@Room(sees = {"partners", "access", "geography", "clinicians"})
@NullMarked
package io.careloom.sandbox;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
