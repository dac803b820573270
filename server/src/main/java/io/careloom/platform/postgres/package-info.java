/**
 * The PostgreSQL that comes with the server: unpacked, created, started under an unprivileged account, watched, restarted
 * and stopped by us. Durable by default: fsync, synchronous commit, full page writes and checksums are on.
 */
@NullMarked
package io.careloom.platform.postgres;

import org.jspecify.annotations.NullMarked;
