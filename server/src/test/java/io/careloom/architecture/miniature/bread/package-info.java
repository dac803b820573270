/** What is baked. */
@Room(sees = "oven")
@NullMarked
package io.careloom.architecture.miniature.bread;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
