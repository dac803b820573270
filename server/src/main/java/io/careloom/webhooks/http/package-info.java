/** The log of sent webhooks over HTTP. */
@NullMarked
package io.careloom.webhooks.http;

import org.jspecify.annotations.NullMarked;
