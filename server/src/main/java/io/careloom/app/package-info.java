/** Puts the house together: the command line, the wiring of rooms by constructors, start and stop. It decides nothing. */
@NullMarked
package io.careloom.app;

import org.jspecify.annotations.NullMarked;
