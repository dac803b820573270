package io.careloom.prescribing;

import io.careloom.catalog.formulary.FormularyEntry;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.partners.Partners;
import io.careloom.patients.Patient;
import io.careloom.patients.Patients;
import io.careloom.platform.Fields;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.prescribing.PrescriptionDraft.Drug;
import io.careloom.prescribing.PrescriptionGateway.Prescribed;
import io.careloom.prescribing.PrescriptionGateway.Subject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes out for a network what a prescription and the patient's record say. What is missing is a problem that tells it. */
public final class Drafting {
    private static final int MOBILE = 2;

    private final Partners partners;
    private final Patients patients;
    private final Screenings screenings;
    private final Clocks clocks;

    /** Over the doors that know. */
    public Drafting(Partners partners, Patients patients, Screenings screenings, Clocks clocks) {
        this.partners = partners;
        this.patients = patients;
        this.screenings = screenings;
        this.clocks = clocks;
    }

    /** What the network is asked. */
    record Draft(NetworkPatient patient, PrescriptionDraft unsigned) {
        /** The draft for the patient whom the network gave this number. */
        PrescriptionDraft asked(int patientNumber) {
            return Fields.with(
                    unsigned, Map.of("patient", new Subject(unsigned.patient().tenantId(), patientNumber, null)));
        }
    }

    /** INVALID when something is missing without which it cannot be sent. */
    Draft of(Tx tx, Prescription prescription) {
        UUID tenantId = prescription.tenantId();
        Patient patient = patients.all(tx, Scope.tenant(tenantId), Set.of(prescription.patientId()))
                .get(prescription.patientId());
        if (patient == null) {
            throw Problem.invalid("patient_id", "The patient is no longer active.");
        }
        return new Draft(networkPatient(tx, patient), draft(tx, prescription, subject(tx, prescription)));
    }

    /** The environment whose network carries it. */
    Environment environment(Tx tx, Prescription prescription) {
        return partners.tenant(tx, prescription.tenantId()).environment();
    }

    /** How the network knows it; null until the network noted it. */
    @Nullable
    Prescribed prescribed(Tx tx, Prescription prescription) {
        Integer number = prescription.networkId();
        return number == null ? null : new Prescribed(subject(tx, prescription), number);
    }

    private Subject subject(Tx tx, Prescription prescription) {
        UUID tenantId = prescription.tenantId();
        int number = patients.network()
                .number(tx, tenantId, prescription.patientId())
                .orElse(0);
        return new Subject(tenantId, number, null);
    }

    /** The network gave the patient this number. */
    void synced(Tx tx, UUID tenantId, UUID patientId, int number) {
        patients.network().synced(tx, tenantId, patientId, number, clocks.now(tenantId));
    }

    /** The patient as the network is told of it. */
    NetworkPatient networkPatient(Tx tx, Patient patient) {
        return networkPatient(
                patients.tenantOf(tx, patient), patient, patient.dosespot().dosespotId());
    }

    private PrescriptionDraft draft(Tx tx, Prescription prescription, Subject subject) {
        ProductTerms terms = prescription.terms();
        Integer unit = terms.dispenseUnitId();
        if (unit == null) {
            throw Problem.invalid("dispense_unit_id", "The prescription names no dispense unit.");
        }
        String effective = terms.effectiveDate();
        return new PrescriptionDraft(
                prescription.prescriptionId(),
                subject,
                drug(tx, prescription),
                pharmacy(prescription),
                Objects.requireNonNullElse(terms.refills(), 0),
                new BigDecimal(Objects.requireNonNullElse(terms.quantity(), "1")),
                terms.daysSupply(),
                unit,
                Objects.requireNonNullElse(terms.directions(), ""),
                terms.pharmacyNotes(),
                Boolean.FALSE.equals(terms.allowSubstitutions()),
                effective == null || effective.length() < 10 ? null : LocalDate.parse(effective));
    }

    private Drug drug(Tx tx, Prescription prescription) {
        ProductTerms terms = prescription.terms();
        String name = Objects.requireNonNullElse(terms.name(), "");
        return switch (prescription.type()) {
            // a network has a dictionary of its own: codes that our formulary lacks are for it to judge
            case DOSESPOT_MEDICATION -> {
                Optional<FormularyEntry> entry = screenings.entry(tx, prescription.type(), terms);
                String ndc = entry.map(FormularyEntry::ndc).orElse(null);
                Integer rxCui = entry.map(FormularyEntry::rxCui).orElse(null);
                Drug.Medication medication = new Drug.Medication(
                        terms.ndc() == null ? ndc : terms.ndc(),
                        terms.dosespotRxcui() == null ? rxCui : terms.dosespotRxcui(),
                        name);
                if (medication.ndc() == null && medication.rxCui() == null) {
                    throw Problem.invalid("ndc", "The product has neither an NDC nor an RxCUI.");
                }
                yield medication;
            }
            case DOSESPOT_SUPPLY -> {
                Integer number = terms.dosespotSupplyId();
                yield new Drug.Supply(number == null ? entry(tx, prescription).number() : number, name);
            }
            case DOSESPOT_COMPOUND, BOOTHWYN_PRODUCT, PHARMACY_API_PRODUCT, SERVICE -> new Drug.Compound(name);
        };
    }

    private FormularyEntry entry(Tx tx, Prescription prescription) {
        return screenings
                .entry(tx, prescription.type(), prescription.terms())
                .orElseThrow(() -> Problem.invalid("ndc", "The formulary knows no product of these codes."));
    }

    private static int pharmacy(Prescription prescription) {
        Integer named = prescription.terms().pharmacyId();
        if (named == null) {
            throw Problem.invalid("pharmacy_id", "Neither the offering nor the patient names a pharmacy.");
        }
        return named;
    }

    private static NetworkPatient networkPatient(UUID tenantId, Patient patient, @Nullable Integer number) {
        Integer height = patient.height();
        return new NetworkPatient(
                tenantId,
                patient.patientId(),
                number,
                null,
                new NetworkPatient.Name(
                        patient.prefix(),
                        patient.firstName(),
                        patient.middleName(),
                        patient.lastName(),
                        patient.suffix()),
                patient.dateOfBirth(),
                patient.gender(),
                patient.email(),
                patient.phoneNumber().replaceAll("[^0-9]", ""),
                patient.phoneType() == 0 ? MOBILE : patient.phoneType(),
                new NetworkPatient.Home(
                        patient.address().address(),
                        patient.address().address2(),
                        patient.address().cityName(),
                        patient.address().state().abbreviation(),
                        patient.address().zipCode()),
                patient.weight(),
                height == null ? null : BigDecimal.valueOf(height));
    }
}
