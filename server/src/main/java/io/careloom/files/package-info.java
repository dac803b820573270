/**
 * What was uploaded: pictures, videos and documents of all audiences. Each is typed by its content, examined, sealed, and
 * shown by links that expire; who attaches a file to something gives it to that patient's tenant.
 */
@Room(sees = {"partners"})
@NullMarked
package io.careloom.files;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
