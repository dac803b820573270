/**
 * What is delivered: subscriptions, whose renewals open follow-up cases, and the orders by which pharmacies send what a
 * clinician prescribed.
 */
@Room(sees = {"partners", "catalog", "patients", "cases", "geography"})
@NullMarked
package io.careloom.orders;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
