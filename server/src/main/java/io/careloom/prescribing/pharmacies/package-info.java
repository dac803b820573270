/** Which pharmacies there are and which of them a patient prefers. */
@NullMarked
package io.careloom.prescribing.pharmacies;

import org.jspecify.annotations.NullMarked;
