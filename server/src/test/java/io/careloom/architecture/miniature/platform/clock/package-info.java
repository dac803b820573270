/** Time. */
@NullMarked
package io.careloom.architecture.miniature.platform.clock;

import org.jspecify.annotations.NullMarked;
