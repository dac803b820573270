/**
 * What can be found, prescribed and sold: diseases, dispense units, licence types, and specialties, which partners
 * take up; what they offer stands in its chapter.
 */
@Room(sees = {"geography", "partners", "files"})
@NullMarked
package io.careloom.catalog;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
