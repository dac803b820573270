/** Its rows. */
@NullMarked
package io.careloom.architecture.miniature.bread.http;

import org.jspecify.annotations.NullMarked;
