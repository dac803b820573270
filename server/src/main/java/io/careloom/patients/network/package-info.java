/** A chapter of patients: what an e-prescribing network calls each, and which insurances it found. Who asks the network says so. */
@NullMarked
package io.careloom.patients.network;

import org.jspecify.annotations.NullMarked;
