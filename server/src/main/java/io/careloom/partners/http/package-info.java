/** The operations on partners, their environments and webhook endpoints. */
@NullMarked
package io.careloom.partners.http;

import org.jspecify.annotations.NullMarked;
