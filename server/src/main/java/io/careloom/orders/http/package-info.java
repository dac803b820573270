/** The rows of orders and subscriptions, and their wire shapes. */
@NullMarked
package io.careloom.orders.http;

import org.jspecify.annotations.NullMarked;
