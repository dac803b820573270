/** The web. */
@NullMarked
package io.careloom.architecture.miniature.platform.http;

import org.jspecify.annotations.NullMarked;
