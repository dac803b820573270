/** The operations on clinicians, for administrators, partners and clinicians themselves. */
@NullMarked
package io.careloom.clinicians.http;

import org.jspecify.annotations.NullMarked;
