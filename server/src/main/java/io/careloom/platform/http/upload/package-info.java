/** Requests that bring a file: multipart forms, read as a stream before the transaction opens. */
@NullMarked
package io.careloom.platform.http.upload;

import org.jspecify.annotations.NullMarked;
