/** The outbox over HTTP. */
@NullMarked
package io.careloom.sandbox.http;

import org.jspecify.annotations.NullMarked;
