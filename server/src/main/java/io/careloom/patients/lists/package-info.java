/** A chapter of patients: the lists that staff and clinicians page through, within their partners and environments. */
@NullMarked
package io.careloom.patients.lists;

import org.jspecify.annotations.NullMarked;
