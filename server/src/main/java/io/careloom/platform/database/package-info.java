/** Connections, migrations, and transactions as values that are handed to whatever must commit together. */
@NullMarked
package io.careloom.platform.database;

import org.jspecify.annotations.NullMarked;
