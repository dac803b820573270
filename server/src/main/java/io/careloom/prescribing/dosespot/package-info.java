/** DoseSpot behind the ports of prescribing, by its published REST API, version 2. */
@NullMarked
package io.careloom.prescribing.dosespot;

import org.jspecify.annotations.NullMarked;
