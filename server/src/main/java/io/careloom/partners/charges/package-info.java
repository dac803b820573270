/**
 * A chapter of partners: what a partner is charged. A ledger of cases that ended and of charges that an administrator
 * adds by hand; who ends cases calls its door, partners are told of every charge.
 */
@NullMarked
package io.careloom.partners.charges;

import org.jspecify.annotations.NullMarked;
