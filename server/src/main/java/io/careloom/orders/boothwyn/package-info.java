/** The pharmacy Boothwyn behind the port of orders. */
@NullMarked
package io.careloom.orders.boothwyn;

import org.jspecify.annotations.NullMarked;
