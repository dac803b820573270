/** The HTTP server and its route table: one row per operation, checked at start; strict JSON in, wire shapes out, problems to statuses. */
@NullMarked
package io.careloom.platform.http;

import org.jspecify.annotations.NullMarked;
