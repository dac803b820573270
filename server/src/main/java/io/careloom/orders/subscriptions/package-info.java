/**
 * A chapter of orders: what patients are subscribed to. A timer renews it by the tenant's clock; at the renewals that the
 * encounter period asks for a follow-up case is opened.
 */
@NullMarked
package io.careloom.orders.subscriptions;

import org.jspecify.annotations.NullMarked;
