/** The API document, made from the route table and its records, and a viewer for it that asks no third party. */
@NullMarked
package io.careloom.platform.openapi;

import org.jspecify.annotations.NullMarked;
