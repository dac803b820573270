package io.careloom.app;

import io.careloom.access.Access;
import io.careloom.access.Credentials;
import io.careloom.access.LoginLinks;
import io.careloom.access.PatientCodes;
import io.careloom.access.People;
import io.careloom.access.SignIns;
import io.careloom.access.User;
import io.careloom.access.http.CredentialWebRoutes;
import io.careloom.access.http.PartnerOpeningWebRoutes;
import io.careloom.access.http.SignInClinicianRoutes;
import io.careloom.access.http.SignInWebRoutes;
import io.careloom.access.http.TokenPartnerRoutes;
import io.careloom.cases.Cases;
import io.careloom.cases.charts.CaseOrders;
import io.careloom.cases.http.CaseClinicianRoutes;
import io.careloom.cases.http.CaseFileRoutes;
import io.careloom.cases.http.CaseOfferingRoutes;
import io.careloom.cases.http.CasePaperRoutes;
import io.careloom.cases.http.CasePartnerRoutes;
import io.careloom.cases.http.CaseTagRoutes;
import io.careloom.cases.http.EncounterTestRoutes;
import io.careloom.cases.http.EncounterWebRoutes;
import io.careloom.cases.http.LegacyLineRoutes;
import io.careloom.cases.papers.CasePapers;
import io.careloom.catalog.Catalog;
import io.careloom.clinicians.ClinicianAudits;
import io.careloom.clinicians.Clinicians;
import io.careloom.clinicians.http.ClinicianAuditWebRoutes;
import io.careloom.clinicians.http.ClinicianBondWebRoutes;
import io.careloom.clinicians.http.ClinicianClinicianRoutes;
import io.careloom.clinicians.http.ClinicianExportWebRoutes;
import io.careloom.clinicians.http.ClinicianPartnerRoutes;
import io.careloom.clinicians.http.ClinicianWebRoutes;
import io.careloom.clinicians.http.LicenseWebRoutes;
import io.careloom.clinicians.http.OfferingBondRoutes;
import io.careloom.clinicians.http.OwnPracticeRoutes;
import io.careloom.clinicians.http.PracticeAreaWebRoutes;
import io.careloom.clinicians.offerings.ClinicianOfferings;
import io.careloom.clinicians.offerings.OfferingClinicians;
import io.careloom.files.Files;
import io.careloom.files.PartnerFiles;
import io.careloom.files.VirusScanner;
import io.careloom.files.clamav.ClamAv;
import io.careloom.files.http.FileLinkRoutes;
import io.careloom.files.http.FileRoutes;
import io.careloom.files.http.FileWebRoutes;
import io.careloom.files.http.PartnerFileWebRoutes;
import io.careloom.geography.Geography;
import io.careloom.geography.http.GeographyMetadataRoutes;
import io.careloom.geography.http.GeographyWebRoutes;
import io.careloom.kernel.Scope;
import io.careloom.orders.Orders;
import io.careloom.partners.PartnerActivity;
import io.careloom.partners.PartnerAudits;
import io.careloom.partners.PartnerEnvironments;
import io.careloom.partners.Partners;
import io.careloom.partners.charges.Charges;
import io.careloom.partners.http.ChargeWebRoutes;
import io.careloom.partners.http.EnvironmentRoutes;
import io.careloom.partners.http.LinkedPharmacyRoutes;
import io.careloom.partners.http.PartnerAuditWebRoutes;
import io.careloom.partners.http.PartnerEnvironmentWebRoutes;
import io.careloom.partners.http.PartnerPartnerRoutes;
import io.careloom.partners.http.PartnerWebRoutes;
import io.careloom.partners.http.TagClinicianRoutes;
import io.careloom.partners.http.TagPartnerRoutes;
import io.careloom.partners.http.TagWebRoutes;
import io.careloom.partners.pharmacies.LinkedPharmacies;
import io.careloom.patients.PatientDeletions;
import io.careloom.patients.PatientHistory;
import io.careloom.patients.PatientLetters;
import io.careloom.patients.PatientSignIns;
import io.careloom.patients.Patients;
import io.careloom.patients.exports.DataExports;
import io.careloom.patients.exports.ExportWorker;
import io.careloom.patients.http.PatientClinicianRoutes;
import io.careloom.patients.http.PatientFileRoutes;
import io.careloom.patients.http.PatientLinkRoutes;
import io.careloom.patients.http.PatientPartnerRoutes;
import io.careloom.patients.http.PatientRecordRoutes;
import io.careloom.patients.http.PatientRequestRoutes;
import io.careloom.patients.http.PatientTagRoutes;
import io.careloom.patients.http.PatientWebRoutes;
import io.careloom.patients.lists.PatientLists;
import io.careloom.patients.readers.PatientReaders;
import io.careloom.platform.Links;
import io.careloom.platform.audit.AuditHistory;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.ReadAudit;
import io.careloom.platform.blobs.Blobs;
import io.careloom.platform.clock.TenantClocks;
import io.careloom.platform.database.Database;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.events.Subscriber;
import io.careloom.platform.http.Json;
import io.careloom.platform.http.Routes;
import io.careloom.platform.outbound.AddressGuard;
import io.careloom.platform.outbound.GuardedClient;
import io.careloom.platform.outbound.Post;
import io.careloom.platform.sealing.MasterKey;
import io.careloom.platform.sealing.Vault;
import io.careloom.platform.secrets.Passwords;
import io.careloom.prescribing.PrescriptionFollower;
import io.careloom.sandbox.DemoClinicians;
import io.careloom.sandbox.DemoOfferings;
import io.careloom.sandbox.DemoWorld;
import io.careloom.webhooks.DeliveryWorker;
import io.careloom.webhooks.FanOut;
import io.careloom.webhooks.Sender;
import io.careloom.webhooks.SentWebhooks;
import io.careloom.webhooks.http.WebhookWebRoutes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Every part of the server, built once by constructors, lowest first; nothing runs yet. */
final class Wiring {
    final Transactions transactions;
    final TenantClocks clocks;
    final Vault vault;
    final EventLog events;
    final AuditTrail audit;
    final AuditHistory history;
    final ReadAudit readAudit;
    final Post post;
    final Json json = new Json();
    private final Passwords passwords = new Passwords();
    final GuardedClient outbound;
    final Geography geography;
    final Partners partners;
    final PartnerEnvironments environments;
    private final Charges charges;
    final Access access;
    final Credentials credentials;
    final SignIns signIns;
    final Files files;
    final LoginLinks loginLinks;
    final Catalog catalog;
    final People people;
    final Clinicians clinicians;
    private final StaffParts staff;
    final Patients patients;
    final PatientHistory patientHistory;
    final DataExports dataExports;
    final ExportWorker archives;
    final Links links;
    final Cases cases;
    final PrescribingParts prescribing;
    final OrderParts delivery;
    final DeliveryWorker deliveries;
    final SentWebhooks sentWebhooks;

    Wiring(Database database, Database.Address address, MasterKey master, CareloomConfig config, boolean demo) {
        transactions = database.transactions();
        clocks = new TenantClocks(database.aside());
        vault = new Vault(database.aside(), master);
        events = new EventLog(clocks);
        audit = new AuditTrail(vault, clocks);
        readAudit = new ReadAudit(address, clocks);
        post = new Post(vault);
        outbound = new GuardedClient(new AddressGuard(demo));
        geography = new Geography();
        files = files(config);
        partners = new Partners(geography, vault, audit, events, files::claimAll);
        environments = new PartnerEnvironments(partners, vault, audit);
        charges = new Charges(partners, events, audit);
        access = new Access(transactions, partners, new Access.Ground(passwords, post, audit), this::practiceStates);
        history = new AuditHistory(vault, (tx, ids) -> names(access.users(tx, ids)));
        credentials = new Credentials(access, partners, audit);
        signIns = new SignIns(access, passwords, post);
        loginLinks = new LoginLinks(access, signIns, vault);
        catalog = new Catalog(
                new Catalog.Neighbours(geography, partners, files, this::isClinician),
                new Catalog.Ground(events, audit, clocks));
        clinicians = new Clinicians(
                new Clinicians.Neighbours(geography, partners, access, catalog, files),
                new Clinicians.Ground(events, audit, clocks));
        people = new People(access, partners, geography, audit);
        staff = new StaffParts(access, clinicians, partners, people, files);
        patients = new Patients(geography, partners, files, new Patients.Ground(events, audit, vault, clocks));
        patientHistory = new PatientHistory(patients, partners, access);
        links = new Links(config.http().publicUrl());
        cases = new Cases(
                new Cases.Neighbours(partners, charges, catalog, clinicians, patients, geography, files),
                new Cases.Ground(
                        events, audit, vault, clocks, config.assignment().capacity(), this::ordersOf));
        prescribing = prescribing(config);
        delivery = delivery(config.orders());
        dataExports = exports(config);
        archives = new ExportWorker(transactions, dataExports);
        deliveries = new DeliveryWorker(transactions, partners, clocks, new Sender(outbound, clocks));
        sentWebhooks = new SentWebhooks(partners, audit, clocks, deliveries);
    }

    private Set<UUID> practiceStates(Tx tx, UUID clinicianId) {
        return clinicians.practiceStates(tx, clinicianId);
    }

    private boolean isClinician(Tx tx, UUID clinicianId) {
        return clinicians.cards(tx, Set.of(clinicianId)).containsKey(clinicianId);
    }

    private Map<UUID, List<CaseOrders.Line>> ordersOf(Tx tx, Scope scope, Collection<UUID> caseIds) {
        return delivery.orders.shown(tx, scope, caseIds);
    }

    private static Map<UUID, String> names(Collection<User> users) {
        return users.stream()
                .collect(Collectors.toMap(User::userId, user -> user.named().name()));
    }

    private PrescribingParts prescribing(CareloomConfig config) {
        return new PrescribingParts(
                new PrescribingParts.Below(
                        transactions, partners, catalog, patients, patientHistory, cases, audit, clocks, vault),
                new Networks(config.dosespot().account(), outbound, transactions, clocks),
                config.dosespot().shown());
    }

    private Files files(CareloomConfig config) {
        CareloomConfig.FilesAt at = config.files();
        String host = at.clamavHost();
        return new Files(new Files.Ground(
                blobs(config, "blobs"),
                vault,
                events,
                audit,
                clocks,
                host == null ? VirusScanner.none() : new ClamAv(host, at.clamavPort()),
                Duration.ofMinutes(at.linkMinutes()),
                new PatientReaders()));
    }

    /** A folder of sealed content: below the one that is configured, else below the data. */
    private static Blobs blobs(CareloomConfig config, String name) {
        String folder = config.files().folder();
        return new Blobs((folder == null ? config.dataDirectory() : Path.of(folder)).resolve(name));
    }

    private OrderParts delivery(CareloomConfig.OrdersAt at) {
        return new OrderParts(
                new Orders.Neighbours(partners, patients, cases, catalog.offerings()),
                new OrderParts.Ground(events, audit, history, clocks, vault, transactions, outbound),
                at);
    }

    /** What all rooms hold on a patient. */
    private PatientLetters letters() {
        return new PatientLetters(patients, post, links, vault);
    }

    private DataExports exports(CareloomConfig config) {
        return new DataExports(
                patients,
                patientHistory,
                new DataExports.Ground(events, vault, blobs(config, "archives"), clocks, letters(), links, json::text),
                new DataExports.Holdings(
                        Map.of(
                                "cases",
                                cases.lists()::allOf,
                                "pharmacies",
                                prescribing.preferredPharmacies::allOf,
                                "subscriptions",
                                delivery.subscriptions::allOf,
                                "orders",
                                delivery.orders::allOf,
                                "bought",
                                delivery.orders.bought()::allOf),
                        files::held));
    }

    /** The demo's maker of invented things; only a server started with {@code --demo} asks for it. */
    DemoWorld demoWorld() {
        return new DemoWorld(
                partners,
                environments,
                access,
                credentials,
                new DemoWorld.Makers(
                        new DemoClinicians(clinicians, geography), new DemoOfferings(catalog.offerings())));
    }

    /** The rows of all rooms: the whole API. */
    List<Routes> routes() {
        List<Routes> rooms = new ArrayList<>();
        rooms.add(new StatusRoutes(transactions::databaseAnswers));
        rooms.add(new TokenPartnerRoutes(credentials));
        rooms.add(new SignInWebRoutes(signIns, access));
        rooms.add(new SignInClinicianRoutes(signIns));
        rooms.add(new PartnerPartnerRoutes(partners));
        rooms.add(new PartnerOpeningWebRoutes(access));
        rooms.add(new PartnerWebRoutes(partners));
        rooms.add(new PartnerEnvironmentWebRoutes(environments));
        rooms.add(new ChargeWebRoutes(charges));
        rooms.add(new PartnerAuditWebRoutes(new PartnerAudits(partners, history)));
        rooms.add(new EnvironmentRoutes());
        rooms.add(new TagPartnerRoutes(partners.tags()));
        rooms.add(new TagWebRoutes(partners.tags()));
        rooms.add(new TagClinicianRoutes(partners.tags()));
        rooms.add(new CredentialWebRoutes(credentials));
        rooms.add(GeographyMetadataRoutes.forPartners(geography));
        rooms.add(GeographyMetadataRoutes.forClinicians(geography));
        rooms.add(new GeographyWebRoutes(geography));
        rooms.addAll(CatalogRows.of(
                catalog,
                history,
                (tx, caller, patientId) -> patients.find(tx, caller.scope(), patientId)
                        .address()
                        .state()
                        .stateId()));
        addClinicians(rooms);
        addRecords(rooms);
        rooms.addAll(prescribing.routes());
        rooms.add(new LinkedPharmacyRoutes(new LinkedPharmacies(partners, audit)));
        rooms.add(new WebhookWebRoutes(sentWebhooks, json));
        rooms.addAll(staff.routes(loginLinks, signIns));
        return rooms;
    }

    /** Clinicians and staff. */
    private void addClinicians(List<Routes> rooms) {
        rooms.add(new ClinicianWebRoutes(clinicians, staff.assistance));
        rooms.add(new ClinicianAuditWebRoutes(new ClinicianAudits(history)));
        rooms.add(new ClinicianBondWebRoutes(clinicians.bonds()));
        rooms.add(new ClinicianExportWebRoutes(clinicians));
        rooms.add(new OfferingBondRoutes(
                new OfferingClinicians(catalog.offerings(), clinicians),
                new ClinicianOfferings(catalog.offerings(), clinicians)));
        rooms.add(new OwnPracticeRoutes(clinicians));
        rooms.add(new LicenseWebRoutes(clinicians));
        rooms.add(new PracticeAreaWebRoutes(clinicians));
        rooms.add(new ClinicianClinicianRoutes(clinicians));
        rooms.add(new ClinicianPartnerRoutes(clinicians));
    }

    /** What is kept of patients, and their cases. */
    private void addRecords(List<Routes> rooms) {
        PatientLists lists = new PatientLists(geography, partners);
        PatientDeletions deletions = new PatientDeletions(patients, letters(), links);
        PatientSignIns patientSignIns = new PatientSignIns(patients, new PatientCodes(), letters());
        rooms.add(new PatientPartnerRoutes(patients, lists));
        rooms.add(new PatientTagRoutes(patients.tags()));
        rooms.add(new PatientClinicianRoutes(patients, lists, deletions, dataExports));
        rooms.add(new PatientRequestRoutes(deletions, dataExports, patientSignIns));
        rooms.add(new PatientLinkRoutes(deletions, dataExports, letters()));
        rooms.add(PatientRecordRoutes.forPartners(patientHistory));
        rooms.add(PatientRecordRoutes.forClinicians(patientHistory));
        rooms.add(new PatientFileRoutes(patients, files::ofPatient));
        rooms.add(new PatientWebRoutes(patients, lists));
        rooms.add(new CasePartnerRoutes(cases));
        rooms.add(new CaseClinicianRoutes(cases));
        rooms.add(new CaseTagRoutes(cases.tags()));
        rooms.add(new CaseFileRoutes(cases.files()));
        rooms.add(new CasePaperRoutes(new CasePapers(cases, patients, files, clocks)));
        rooms.add(new CaseOfferingRoutes(cases));
        rooms.add(new LegacyLineRoutes(cases));
        rooms.add(new EncounterTestRoutes(cases));
        rooms.add(new EncounterWebRoutes(cases));
        rooms.addAll(delivery.routes());
        rooms.add(FileRoutes.forPartners(files));
        rooms.add(FileRoutes.forClinicians(files));
        rooms.add(new FileWebRoutes(files));
        rooms.add(new PartnerFileWebRoutes(new PartnerFiles(partners, files, audit, clocks)));
        rooms.add(new FileLinkRoutes(files));
    }

    /** Who acts on facts after their commit. */
    List<Subscriber> subscribers() {
        List<Subscriber> subscribers = new ArrayList<>(cases.subscribers());
        subscribers.add(new PartnerActivity());
        subscribers.add(patients.tags().whenDeleted());
        subscribers.addAll(delivery.subscribers());
        subscribers.add(new PrescriptionFollower(prescribing.prescriptions));
        subscribers.add(new FanOut(partners, deliveries));
        return subscribers;
    }
}
