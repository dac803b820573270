package io.careloom.cases.papers;

import io.careloom.cases.offerings.CaseOffering;
import io.careloom.cases.offerings.LineStatus;

/**
 * Which lines of a case are wanted on a paper of its offerings; those that were called off never are.
 *
 * @param automaticOnly only services whose paper is to be sent by itself
 */
public record LineChoice(boolean prescriptions, boolean services, boolean automaticOnly) {
    boolean has(CaseOffering line) {
        boolean wanted = line.product().type().isPrescribed() ? prescriptions : services;
        boolean automatic = Boolean.TRUE.equals(line.product().terms().sendPdfFileAutomatically());
        return wanted && (automatic || !automaticOnly) && line.status() != LineStatus.CANCELLED;
    }
}
