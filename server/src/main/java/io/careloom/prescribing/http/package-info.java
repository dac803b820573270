/** The rows of prescribing in the route table. */
@NullMarked
package io.careloom.prescribing.http;

import org.jspecify.annotations.NullMarked;
