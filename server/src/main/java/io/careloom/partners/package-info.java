/**
 * Who sells treatments over this installation: a partner's profile and branding, its two tenants (one per environment)
 * and the webhook endpoint of each; besides, the tags of partners, of clinicians and of everybody. Knows nothing of the
 * people who sign in for a partner.
 */
@Room(sees = {"geography"})
@NullMarked
package io.careloom.partners;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
