/**
 * From the approved case to the accepted prescription: the ports to the e-prescribing network, which pharmacies there
 * are, and which of them a patient prefers. The network itself is reached by an adapter (DoseSpot) in the live
 * environment and played by the simulator in the sandbox.
 */
@Room(sees = {"catalog", "clinicians", "patients", "cases", "files", "partners", "geography"})
@NullMarked
package io.careloom.prescribing;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
