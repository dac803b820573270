/** Planted: sees a room that is not there, one that sees all, and the ground. */
@Room(sees = {"bread", "oven", "cellar", "app", "platform"})
@NullMarked
package io.careloom.architecture.miniature.shop;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
