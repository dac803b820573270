/** The audit trail: who did or saw what, in the same transaction for changes and committed before the answer for reads, chained by the sealer. */
@NullMarked
package io.careloom.platform.audit;

import org.jspecify.annotations.NullMarked;
