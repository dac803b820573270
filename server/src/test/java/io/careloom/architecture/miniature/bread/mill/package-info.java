/** The miller's adapter. */
@NullMarked
package io.careloom.architecture.miniature.bread.mill;

import org.jspecify.annotations.NullMarked;
