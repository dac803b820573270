/** Pharmacies that are reached by the PharmacyApi, behind the port of orders; {@code spec/pharmacy-api.md} tells its shape. */
@NullMarked
package io.careloom.orders.pharmacyapi;

import org.jspecify.annotations.NullMarked;
