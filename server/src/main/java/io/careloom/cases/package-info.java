/**
 * The life of a case: submitted for a patient, assigned to a clinician licensed where the patient is, moved by clinician,
 * partner and server along one table of moves, with its questions, diseases, notes and history. Tells what happened as
 * events; knows nothing of who listens.
 */
@Room(sees = {"geography", "partners", "catalog", "clinicians", "patients", "files"})
@NullMarked
package io.careloom.cases;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
