/** Content too large for the database: sealed files below one folder, under generated names. */
@NullMarked
package io.careloom.platform.blobs;

import org.jspecify.annotations.NullMarked;
