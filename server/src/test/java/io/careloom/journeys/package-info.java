/** Whole stories over HTTP, as a partner's program and a clinician live them. */
@NullMarked
package io.careloom.journeys;

import org.jspecify.annotations.NullMarked;
