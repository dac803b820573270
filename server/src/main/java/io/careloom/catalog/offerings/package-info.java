/** A chapter of the catalog: what partners and specialties offer, each with the product that is dispensed or done. */
@NullMarked
package io.careloom.catalog.offerings;

import org.jspecify.annotations.NullMarked;
