/**
 * What can be found, prescribed and sold: diseases, dispense units, licence types, and specialties, which partners
 * take up; offerings and products later. Lists that belong to the installation, not to a tenant.
 */
@Room(sees = {"geography", "partners"})
@NullMarked
package io.careloom.catalog;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
