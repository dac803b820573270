/** Bakes; the lowest room. */
@Room
@NullMarked
package io.careloom.architecture.miniature.oven;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
