/** The operations on tokens, credentials, sign-ins and accounts. */
@NullMarked
package io.careloom.access.http;

import org.jspecify.annotations.NullMarked;
