/** Its engine. */
@NullMarked
package io.careloom.architecture.miniature.oven.rules;

import org.jspecify.annotations.NullMarked;
