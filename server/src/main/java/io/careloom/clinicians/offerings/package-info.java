/** A chapter of the clinicians: who has which offering for itself, and who never gets it, seen from both ends. */
@NullMarked
package io.careloom.clinicians.offerings;

import org.jspecify.annotations.NullMarked;
