/**
 * The words every room shares: who calls, what may be done, what went wrong, what happened, pages of a list. Pure values
 * that know nothing but the Java library.
 */
@Room
@NullMarked
package io.careloom.kernel;

import org.jspecify.annotations.NullMarked;
