/** A chapter of patients: the lists that staff and clinicians page through, within their partners and environments. */
@Allowed(
        rule = "DoorsTest",
        because = "a chapter of the room, which asks the doors that the room may ask, and no adapter")
@NullMarked
package io.careloom.patients.lists;

import io.careloom.kernel.Allowed;
import org.jspecify.annotations.NullMarked;
