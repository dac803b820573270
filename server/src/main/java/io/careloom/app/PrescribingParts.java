package io.careloom.app;

import io.careloom.cases.Cases;
import io.careloom.catalog.Catalog;
import io.careloom.partners.Partners;
import io.careloom.patients.PatientHistory;
import io.careloom.patients.Patients;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.http.Routes;
import io.careloom.platform.sealing.Vault;
import io.careloom.prescribing.Benefits;
import io.careloom.prescribing.Drafting;
import io.careloom.prescribing.PrescriptionSender;
import io.careloom.prescribing.Prescriptions;
import io.careloom.prescribing.Screenings;
import io.careloom.prescribing.dosespot.DoseSpotNotices;
import io.careloom.prescribing.http.BenefitRoutes;
import io.careloom.prescribing.http.NoticeRoutes;
import io.careloom.prescribing.http.PharmacyRoutes;
import io.careloom.prescribing.http.PreferredPharmacyRoutes;
import io.careloom.prescribing.http.PriorAuthorizationRoutes;
import io.careloom.prescribing.http.ScreeningRoutes;
import io.careloom.prescribing.notices.NetworkNotices;
import io.careloom.prescribing.pharmacies.Pharmacies;
import io.careloom.prescribing.pharmacies.PreferredPharmacies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The room prescribing, built upon the rooms below and the networks behind its ports. */
final class PrescribingParts {
    private final Networks networks;
    final Pharmacies pharmacies;
    final PreferredPharmacies preferredPharmacies;
    final Screenings screenings;
    final Prescriptions prescriptions;
    final PrescriptionSender sender;
    private final Benefits benefits;
    private final NetworkNotices notices;

    /** What stands below. */
    record Below(
            Transactions transactions,
            Partners partners,
            Catalog catalog,
            Patients patients,
            PatientHistory history,
            Cases cases,
            AuditTrail audit,
            Clocks clocks,
            Vault vault) {}

    /** @param noticeSecret that DoseSpot shows with what it tells; null: nobody is believed */
    PrescribingParts(Below below, Networks networks, @Nullable String noticeSecret) {
        this.networks = networks;
        pharmacies = new Pharmacies(networks.pharmacies());
        preferredPharmacies = new PreferredPharmacies(below.patients(), pharmacies, below.audit(), below.clocks());
        screenings = new Screenings(below.cases(), below.catalog(), below.audit(), below.clocks());
        prescriptions = new Prescriptions(
                below.cases(),
                screenings,
                new Prescriptions.Ground(preferredPharmacies, below.audit(), below.clocks(), this::wake));
        Drafting drafting = new Drafting(below.partners(), below.patients(), screenings, below.clocks());
        sender = new PrescriptionSender(below.transactions(), prescriptions, drafting, networks.prescriptions());
        benefits = new Benefits(
                below.patients(),
                prescriptions,
                drafting,
                networks.prescriptions(),
                new Benefits.Ground(below.history(), below.audit(), below.vault(), below.clocks()));
        notices =
                new NetworkNotices(prescriptions, below.partners(), below.vault(), new DoseSpotNotices(), noticeSecret);
    }

    private void wake() {
        sender.wake();
    }

    List<Routes> routes() {
        return List.of(
                PharmacyRoutes.forPartners(pharmacies),
                PharmacyRoutes.forClinicians(pharmacies),
                PharmacyRoutes.forStaff(pharmacies),
                PharmacyRoutes.ofPharmacyApi(new Pharmacies(networks.ordering())),
                new PreferredPharmacyRoutes(preferredPharmacies),
                new BenefitRoutes(benefits),
                new PriorAuthorizationRoutes(benefits),
                new NoticeRoutes(notices),
                new ScreeningRoutes(screenings, prescriptions));
    }
}
