/** The operations of cases for partners, clinicians and simulations, and the bodies they read. */
@NullMarked
package io.careloom.cases.http;

import org.jspecify.annotations.NullMarked;
