/** Checks what came from outside: constraints of records, and text that can be stored. */
@NullMarked
package io.careloom.platform.validation;

import org.jspecify.annotations.NullMarked;
