package io.careloom.kernel;

/** One right; route rows name exactly one, roles are sets of them (the matrix stands in {@code access}). */
public enum Permission {
    PARTNER_READ,
    PARTNER_MANAGE,
    PARTNER_CREATE,
    CREDENTIAL_MANAGE,
    ENVIRONMENT_MANAGE,
    WEBHOOK_READ,
    WEBHOOK_RESEND,
    PATIENT_READ,
    PATIENT_WRITE,
    /** Notes that a patient wants no e-mails any more; whoever looks after a partner hears of it. */
    PATIENT_UNSUBSCRIBE,
    CASE_READ,
    CASE_SUBMIT,
    CASE_MOVE_PARTNER,
    CASE_MOVE_CLINICAL,
    CASE_REASSIGN,
    NOTE_READ,
    NOTE_WRITE,
    FILE_READ,
    FILE_WRITE,
    CLINICIAN_READ,
    CLINICIAN_MANAGE,
    /** Makes, changes and deletes its own tags. */
    TAG_MANAGE,
    /** Attaches tags to the cases and patients it reaches, and takes them off. */
    TAG_ATTACH,
    /** Keeps the installation's specialties. */
    CATALOG_MANAGE,
    /** What a partner it reaches offers; who manages it makes, changes and deletes it. */
    /** Says what the cases a clinician holds get, and sends it again. */
    PRESCRIBE,
    OFFERING_READ,
    OFFERING_MANAGE,
    /** Looks up pharmacies, and those that a partner works with. */
    PHARMACY_READ,
    /** Says which pharmacies its partner works with. */
    PHARMACY_MANAGE,
    /** Reads who changed what in a clinician or partner it reaches. */
    AUDIT_READ,
    /** Support staff, internal support staff and medical assistants, as far as the caller reaches them. */
    STAFF_READ,
    STAFF_MANAGE,
    /** Contracts and other documents of a partner, which are no patient's. */
    DOCUMENT_READ,
    /** What a partner is charged beside its cases. */
    CHARGE_READ,
    CHARGE_MANAGE,
    /** What pharmacies send to patients. */
    ORDER_READ,
    ORDER_MANAGE,
    /** What patients are subscribed to. */
    SUBSCRIPTION_READ,
    SUBSCRIPTION_MANAGE,
    SIMULATE,
    REFERENCE_READ,
    /** A signed-in person reads and ends its own session and profile. */
    SELF
}
