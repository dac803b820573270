/** The installation's lists over HTTP. */
@NullMarked
package io.careloom.catalog.http;

import org.jspecify.annotations.NullMarked;
