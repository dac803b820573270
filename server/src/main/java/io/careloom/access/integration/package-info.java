/** A chapter of access: the account as which other programs of the operator call, by what they sign. */
@NullMarked
package io.careloom.access.integration;

import org.jspecify.annotations.NullMarked;
