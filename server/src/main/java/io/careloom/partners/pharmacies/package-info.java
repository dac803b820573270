/** The pharmacies that partners work with. */
@NullMarked
package io.careloom.partners.pharmacies;

import org.jspecify.annotations.NullMarked;
