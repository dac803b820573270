/**
 * The map: countries, states with their main time zones, cities, ZIP codes and time zones. Public facts that come with the
 * build and never change while it runs, so they are kept in memory and need no transaction.
 */
@Room
@NullMarked
package io.careloom.geography;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
