package io.careloom.clinicians.http;

import io.careloom.clinicians.staff.Staff;
import io.careloom.partners.PartnerProfile;
import io.careloom.partners.PartnerView;
import java.util.UUID;

/** A partner to which one of the staff belongs. */
record StaffMembershipJson(UUID id, UUID partnerId, String name, SupportStaffJson.Pivot pivot) {
    static StaffMembershipJson of(Staff.Belonging belonging) {
        PartnerView partner = belonging.partner();
        return switch (partner) {
            case PartnerProfile all -> of(all.id(), all.name(), belonging);
            case PartnerView.Name name -> of(name.id(), name.name(), belonging);
        };
    }

    private static StaffMembershipJson of(UUID partnerId, String name, Staff.Belonging belonging) {
        return new StaffMembershipJson(partnerId, partnerId, name, SupportStaffJson.Pivot.of(belonging.bond()));
    }
}
