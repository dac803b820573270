/**
 * The record of a patient: demographics, address, what is measured and told, custom properties. A patient belongs to one
 * tenant and is known there by its e-mail; every change is audited, counted and told to the partner.
 */
@Room(sees = {"geography", "partners", "access", "catalog", "files"})
@NullMarked
package io.careloom.patients;

import io.careloom.kernel.Room;
import org.jspecify.annotations.NullMarked;
