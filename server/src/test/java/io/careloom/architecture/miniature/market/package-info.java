/** Planted: the stalls stand on it, and it on them. */
@Room(sees = "stall")
@NullMarked
package io.careloom.architecture.miniature.market;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
