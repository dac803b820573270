package io.careloom.patients;

import io.careloom.kernel.PartnerFacing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A patient may be written to in a way that it could not before, or the other way round.
 */
record PatientOptChanged(
        UUID tenantId,
        UUID subjectId,
        long sequence,
        @Nullable String metadata,
        Opt opt) implements PartnerFacing {
    /** The channel, {@code email} or {@code sms}, and whether it may be used now. */
    record Opt(String channel, boolean in) {}

    @Override
    public String eventType() {
        return opt.in() ? "patient_opt_in" : "patient_opt_out";
    }

    /** Words for people. */
    String title() {
        return "Patient opted " + (opt.in() ? "in to " : "out of ")
                + (opt.channel().equals("sms") ? "SMS" : "e-mail");
    }

    @Override
    public String modelType() {
        return PatientCreated.MODEL;
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> fields = PatientCreated.told(subjectId, metadata);
        fields.put("channel", opt.channel());
        return fields;
    }

    /** What changed about how the patient may be written to, numbered after the modification. */
    static List<PatientOptChanged> of(PatientRow after, Map<String, @Nullable Object> changed) {
        List<PatientOptChanged> opts = new ArrayList<>();
        for (String channel : List.of("email", "sms")) {
            if (changed.get("is_" + channel + "_enabled") instanceof Boolean in) {
                opts.add(new PatientOptChanged(
                        after.tenantId(),
                        after.patientId(),
                        after.version() + opts.size() + 1,
                        after.details().metadata(),
                        new Opt(channel, in)));
            }
        }
        return opts;
    }
}
