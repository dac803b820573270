/** The operations on patients, for partners and clinicians. */
@NullMarked
package io.careloom.patients.http;

import org.jspecify.annotations.NullMarked;
