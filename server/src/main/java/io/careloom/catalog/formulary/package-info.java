/**
 * A chapter of the catalog: the formulary, where medications, compounds, supplies and the products of mail-order pharmacies
 * are looked up, and what screening must know of their ingredients. It belongs to the installation, not to a tenant.
 */
@NullMarked
package io.careloom.catalog.formulary;

import org.jspecify.annotations.NullMarked;
