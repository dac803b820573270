/**
 * A chapter of cases: what is printed of them. Decides what stands on a paper; how it is laid out is a matter of
 * {@code platform/documents}, and {@code files} lends it to who asked for a link.
 */
@NullMarked
package io.careloom.cases.papers;

import org.jspecify.annotations.NullMarked;
