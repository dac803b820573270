/** A chapter of patients: to whom among the people of care each record is open, as cases open and hand it on. */
@NullMarked
package io.careloom.patients.readers;

import org.jspecify.annotations.NullMarked;
