/** Business time, one clock per tenant, so that a sandbox can travel in time; and random ids. */
@NullMarked
package io.careloom.platform.clock;

import org.jspecify.annotations.NullMarked;
