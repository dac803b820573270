/** What every room stands on. */
@Room
@NullMarked
package io.careloom.architecture.miniature.platform;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
