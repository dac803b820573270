/** Stands on the market. */
@Room(sees = "market")
@NullMarked
package io.careloom.architecture.miniature.stall;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
