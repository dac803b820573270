/** The event log: facts appended in the transaction that made them true, read afterwards by subscribers with cursors. */
@NullMarked
package io.careloom.platform.events;

import org.jspecify.annotations.NullMarked;
