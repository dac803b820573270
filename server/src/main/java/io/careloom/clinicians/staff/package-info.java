/**
 * Staff beside clinicians: support staff and panel users of partners, internal support staff, medical assistants.
 * Accounts and bonds are kept by {@code access}; here stands who sees whom, and what an office does with them.
 */
@NullMarked
package io.careloom.clinicians.staff;

import org.jspecify.annotations.NullMarked;
