/**
 * Clinicians: their profile and login, nationwide licences, the states they practise in, whether they are there. Tells cases
 * who comes into question, and knows nothing of cases itself.
 */
@Room(sees = {"geography", "partners", "access", "catalog", "files"})
@NullMarked
package io.careloom.clinicians;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
