package io.careloom.app;

import io.careloom.access.Access;
import io.careloom.access.Devices;
import io.careloom.access.LoginLinks;
import io.careloom.access.People;
import io.careloom.access.SignIns;
import io.careloom.access.http.DeviceRoutes;
import io.careloom.access.http.LoginLinkWebRoutes;
import io.careloom.access.http.ProfileRoutes;
import io.careloom.clinicians.Clinicians;
import io.careloom.clinicians.http.AssistantRoutes;
import io.careloom.clinicians.http.AssociateRoutes;
import io.careloom.clinicians.http.PanelUserWebRoutes;
import io.careloom.clinicians.http.StaffPartnerRoutes;
import io.careloom.clinicians.http.StaffPartnerWebRoutes;
import io.careloom.clinicians.http.StaffWebRoutes;
import io.careloom.clinicians.staff.Assistants;
import io.careloom.clinicians.staff.Associates;
import io.careloom.clinicians.staff.Staff;
import io.careloom.clinicians.staff.StaffKind;
import io.careloom.files.Files;
import io.careloom.partners.Partners;
import io.careloom.platform.http.Routes;
import java.util.List;

/** Who works here: staff beside the clinicians, and what everybody changes in the own account. */
final class StaffParts {
    private final Access access;
    private final Clinicians clinicians;
    private final Partners partners;
    private final People people;
    private final Files files;
    private final Staff support;
    private final Staff internalSupport;
    private final Staff assistants;
    final Assistants assistance;

    StaffParts(Access access, Clinicians clinicians, Partners partners, People people, Files files) {
        this.access = access;
        this.clinicians = clinicians;
        this.partners = partners;
        this.people = people;
        this.files = files;
        support = staff(StaffKind.SUPPORT);
        internalSupport = staff(StaffKind.INTERNAL_SUPPORT);
        assistants = staff(StaffKind.ASSISTANT);
        assistance = new Assistants(assistants, clinicians, people);
    }

    private Staff staff(StaffKind kind) {
        return new Staff(kind, clinicians, partners, people, files);
    }

    List<Routes> routes(LoginLinks loginLinks, SignIns signIns) {
        return List.of(
                new LoginLinkWebRoutes(loginLinks),
                new ProfileRoutes(people, signIns),
                DeviceRoutes.forWeb(new Devices(access)),
                DeviceRoutes.forClinicians(new Devices(access)),
                StaffWebRoutes.support(support),
                StaffWebRoutes.internal(internalSupport),
                StaffWebRoutes.assistants(assistants),
                StaffPartnerWebRoutes.support(support),
                StaffPartnerWebRoutes.internal(internalSupport),
                new PanelUserWebRoutes(staff(StaffKind.PANEL_USER)),
                new StaffPartnerRoutes(support, internalSupport, assistants),
                new AssociateRoutes(new Associates(clinicians, partners, access, people)),
                new AssistantRoutes(assistance));
    }
}
