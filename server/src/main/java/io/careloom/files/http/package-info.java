/** Files over HTTP: forms in, JSON and content out. */
@NullMarked
package io.careloom.files.http;

import org.jspecify.annotations.NullMarked;
