/** Sealed columns: values encrypted by the application under a data key per tenant, bound to table, column and row. */
@NullMarked
package io.careloom.platform.sealing;

import org.jspecify.annotations.NullMarked;
