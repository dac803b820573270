/** Its rows. */
@NullMarked
package io.careloom.architecture.miniature.oven.http;

import org.jspecify.annotations.NullMarked;
