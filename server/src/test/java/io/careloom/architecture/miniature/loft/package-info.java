/** Planted: a room whose card does not say what it sees. */
@NullMarked
package io.careloom.architecture.miniature.loft;

import org.jspecify.annotations.NullMarked;
