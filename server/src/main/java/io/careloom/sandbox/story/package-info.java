/** The story of one case, told by a program that knows nothing but the public API. */
@NullMarked
package io.careloom.sandbox.story;

import org.jspecify.annotations.NullMarked;
