package io.careloom.platform.http;

/** Whose data an operation touches; the tenant isolation test is made from it. */
public enum TenantRule {
    /** Nobody's: reference data, status, sign-in. */
    NONE,
    /** The caller's own person or partner. */
    OWN,
    /** Tenant rows within the caller's scope. */
    TENANT,
    /** Rows of partners within the caller's scope. */
    PARTNER,
    /** Rows that belong to the installation, such as clinicians. */
    INSTALLATION
}
