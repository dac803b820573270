package io.careloom.cases.offerings;

import io.careloom.catalog.offerings.ProductType;

/** Which lines a call is about: old clients know prescriptions and services apart. */
public enum LineKind {
    /** Every line. */
    ANY,
    /** What a prescriber signs. */
    PRESCRIBED,
    /** Services. */
    SERVED;

    boolean has(ProductType type) {
        return this == ANY || type.isPrescribed() == (this == PRESCRIBED);
    }

    boolean has(CaseOffering line) {
        return has(line.product().type());
    }
}
