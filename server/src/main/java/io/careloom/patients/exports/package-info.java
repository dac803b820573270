/**
 * A chapter of patients: everything that is held on a patient, packed by a job and mailed to the patient as a link that
 * expires.
 */
@NullMarked
package io.careloom.patients.exports;

import org.jspecify.annotations.NullMarked;
