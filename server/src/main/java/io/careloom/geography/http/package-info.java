/** The map over HTTP: what partners, clinicians and staff choose places from. */
@NullMarked
package io.careloom.geography.http;

import org.jspecify.annotations.NullMarked;
