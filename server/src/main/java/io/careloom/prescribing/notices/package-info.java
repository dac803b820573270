/** A chapter of prescribing: what the network tells by itself, and where it is kept when it fits nothing. */
@NullMarked
package io.careloom.prescribing.notices;

import org.jspecify.annotations.NullMarked;
