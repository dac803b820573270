/**
 * A chapter of patients: everything that is held on a patient, packed by a job and mailed to the patient as a link that
 * expires.
 */
@Allowed(rule = "DoorsTest", because = "a chapter of the room, which calls the room's own door, and no adapter")
@NullMarked
package io.careloom.patients.exports;

import io.careloom.kernel.Allowed;
import org.jspecify.annotations.NullMarked;
