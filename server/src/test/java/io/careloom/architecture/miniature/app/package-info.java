/** Wires. */
@Room(sees = "*")
@NullMarked
package io.careloom.architecture.miniature.app;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
