/** Puts the house together: the command line, the wiring of rooms by constructors, start and stop. It decides nothing. */
@Room(sees = "*")
@NullMarked
package io.careloom.app;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
