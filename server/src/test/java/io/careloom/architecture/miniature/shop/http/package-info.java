/** Its rows. */
@NullMarked
package io.careloom.architecture.miniature.shop.http;

import org.jspecify.annotations.NullMarked;
