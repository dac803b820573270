/**
 * What every room stands on: transactions as values, event log, audit trail, sealed columns, clocks, the HTTP server and
 * its route table, guarded outbound calls, jobs, configuration, the supervised PostgreSQL. Knows no word of the business.
 */
@Room
@NullMarked
package io.careloom.platform;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
