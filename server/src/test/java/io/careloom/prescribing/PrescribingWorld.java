package io.careloom.prescribing;

import static io.careloom.testing.Eventually.eventually;

import io.careloom.cases.CaseStatus;
import io.careloom.cases.CasesWorld;
import io.careloom.cases.SubmitCase;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.cases.offerings.NewLine;
import io.careloom.catalog.offerings.OfferingSamples;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.events.Subscriptions;
import io.careloom.prescribing.pharmacies.Pharmacies;
import io.careloom.prescribing.pharmacies.PreferredPharmacies;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Prescribing on top of the rooms below, with its follower running and a worker that the test steps. */
final class PrescribingWorld implements AutoCloseable {
    static final ProductTerms METFORMIN = ProductTerms.NONE.with(Map.of(
            "name",
            "metFORMIN",
            "quantity",
            "60",
            "refills",
            2,
            "days_supply",
            30,
            "directions",
            "One twice a day.",
            "dispense_unit_id",
            26,
            "dispense_unit",
            "Tablet",
            "pharmacy_id",
            13012));

    final CasesWorld rooms = new CasesWorld();
    final PlayedNetwork network = new PlayedNetwork();
    final Screenings screenings;
    final Prescriptions prescriptions;
    final Drafting drafting;
    final PrescriptionSender sender;
    final Caller partner;
    final Caller server;
    private final Subscriptions running;

    /** Of a partner's sandbox. */
    PrescribingWorld() {
        this(Environment.SANDBOX);
    }

    PrescribingWorld(Environment environment) {
        partner = rooms.partnerIn(environment);
        server = Caller.system(partner.tenant());
        AuditTrail audit = new AuditTrail(rooms.people.vault, rooms.clocks);
        screenings = new Screenings(rooms.cases, rooms.catalog, audit, rooms.clocks);
        PreferredPharmacies preferred =
                new PreferredPharmacies(rooms.patients, new Pharmacies(Map.of()), audit, rooms.clocks);
        prescriptions = new Prescriptions(
                rooms.cases, screenings, new Prescriptions.Ground(preferred, audit, rooms.clocks, () -> {}));
        drafting = new Drafting(rooms.people.partners, rooms.patients, screenings, rooms.clocks);
        sender = new PrescriptionSender(
                rooms.people.transactions, prescriptions, drafting, Map.of(environment, network));
        running = new Subscriptions(
                rooms.people.transactions,
                rooms.database.address(2),
                new EventLog(rooms.clocks),
                List.of(new PrescriptionFollower(prescriptions)));
        running.start();
    }

    /** A compound of this name: needs no codes. */
    static ProductTerms compound(String name) {
        return METFORMIN.with(Map.of("name", name));
    }

    /** A case of a new patient, held by a clinician, with one line for each product. */
    Treated treated(ProductType type, ProductTerms... products) {
        return treated(rooms.clinicianCaller(rooms.clinician()), type, products);
    }

    /** The same, held by this clinician. */
    Treated treated(Caller clinician, ProductType type, ProductTerms... products) {
        UUID patientId = rooms.patient(partner);
        return treated(clinician, patientId, type, products);
    }

    /** Another case of the same patient with the same clinician. */
    Treated again(Treated before, ProductType type, ProductTerms... products) {
        return treated(before.clinician(), patient(before), type, products);
    }

    UUID patient(Treated treated) {
        return rooms.read(tx -> rooms.cases.find(tx, server, treated.caseId()))
                .patient()
                .patientId();
    }

    /** A case that its partner holds back, so that a clinician of its state sees it and nobody has it. */
    Treated held(ProductType type, ProductTerms... products) {
        UUID caseId = submit(rooms.patient(partner), null);
        add(caseId, type, products);
        return new Treated(caseId, rooms.clinicianCaller(rooms.clinician()));
    }

    private Treated treated(Caller clinician, UUID patientId, ProductType type, ProductTerms... products) {
        UUID caseId = submit(patientId, clinician.clinician());
        rooms.becomes(caseId, "assigned");
        add(caseId, type, products);
        return new Treated(caseId, clinician);
    }

    /** Held back unless it wants a clinician. */
    private UUID submit(UUID patientId, @Nullable UUID clinicianId) {
        SubmitCase wanted = new SubmitCase(
                patientId,
                clinicianId == null,
                false,
                null,
                "order 15",
                clinicianId,
                true,
                List.of(),
                List.of(),
                List.of());
        return rooms.write(tx -> rooms.cases.submit(tx, partner, wanted)).caseId();
    }

    private void add(UUID caseId, ProductType type, ProductTerms... products) {
        for (ProductTerms product : products) {
            UUID offering = rooms.write(tx ->
                    OfferingSamples.put(tx, rooms.partner.id(), type, product).id());
            rooms.write(tx -> rooms.cases.offerings().add(tx, partner, caseId, NewLine.of(offering)));
        }
    }

    record Treated(UUID caseId, Caller clinician) {}

    void prescribe(Treated treated) {
        rooms.write(tx ->
                rooms.cases.moveByClinician(tx, treated.clinician(), treated.caseId(), CaseStatus.PROCESSING, null));
    }

    /** The patient likes this pharmacy best. */
    void prefers(Treated treated, int pharmacyId, String name) {
        UUID patientId = rooms.read(tx -> rooms.cases.find(tx, server, treated.caseId()))
                .patient()
                .patientId();
        rooms.write(tx -> tx.handle()
                .createUpdate("""
                        insert into prescribing.preferred_pharmacy (tenant_id, patient_id, pharmacy_id, store_name, address1,
                            address2, city, state, zip_code, phone, more_phones, created_at, updated_at)
                        values (:tenant, :patient, :id, :name, '1 Harbour Street', '', 'Oakland', 'CA', '94607', '5105550100',
                            '{}', now(), now())
                        """)
                .bind("tenant", partner.tenant())
                .bind("patient", patientId)
                .bind("id", pharmacyId)
                .bind("name", name)
                .execute());
    }

    List<Prescription> of(Treated treated) {
        return rooms.read(tx -> new PrescriptionStore(tx).ofCase(partner.tenant(), treated.caseId()));
    }

    List<CaseOffering> lines(Treated treated) {
        return rooms.read(tx -> rooms.cases.offerings().all(tx, server, treated.caseId()));
    }

    /** The patient leaves. */
    void leaves(UUID patientId) {
        rooms.write(tx -> {
            rooms.deletions().delete(tx, partner, patientId);
            return true;
        });
    }

    /** How many events a subscriber could not take. */
    int parked() {
        return rooms.read(tx -> tx.handle()
                .createQuery("select count(*) from platform.parked_event")
                .mapTo(Integer.class)
                .one());
    }

    /** Ends the connection that comes to wait for this table, as a database that goes away would. */
    void cutOffWhoWaitsFor(String table, CompletableFuture<?> waiting) {
        try {
            eventually(
                    "somebody waits and is cut off",
                    () -> waiting.isDone()
                            || rooms.read(tx -> tx.handle()
                                            .createQuery("""
                                                    select count(pg_terminate_backend(pid)) from pg_stat_activity
                                                    where datname = current_database() and wait_event_type = 'Lock'
                                                      and query like :table and pid <> pg_backend_pid()
                                                    """)
                                            .bind("table", "%" + table + "%")
                                            .mapTo(Integer.class)
                                            .one())
                                    == 1);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Does what is due, as the worker would. */
    void work() {
        while (sender.step()) {}
    }

    /** Nothing of other cases is due for a day. */
    void leaveOnly(Treated treated) {
        rooms.write(tx ->
                tx.handle().createUpdate("""
                        update prescribing.prescription set next_attempt_at = now() + interval '1 day'
                        where case_id <> :case
                        """).bind("case", treated.caseId()).execute());
    }

    /** Makes what waits for later due now. */
    void hurry() {
        rooms.write(tx ->
                tx.handle().execute("update prescribing.prescription set next_attempt_at = now(), lease_until = null"));
    }

    @Override
    public void close() {
        running.close();
        rooms.close();
    }
}
