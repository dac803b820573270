/**
 * What leaves the house: letters (mail and SMS) queued with the fact they tell of, and HTTP calls guarded against private
 * addresses, slow answers and redirects.
 */
@NullMarked
package io.careloom.platform.outbound;

import org.jspecify.annotations.NullMarked;
