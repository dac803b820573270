package io.careloom.patients;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.platform.Ids;
import io.careloom.platform.Links;
import io.careloom.platform.database.Tx;
import io.careloom.platform.outbound.Letter;
import io.careloom.platform.outbound.Post;
import io.careloom.platform.sealing.Signer;
import io.careloom.platform.sealing.Vault;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Letters to patients. Each carries a signed link by which the patient ends the partner's e-mails without signing in; the
 * link works for as long as the patient has that e-mail.
 */
public final class PatientLetters {
    private static final String PATH = "/links/unsubscribe/";
    private static final int PARTS = 3;

    private final Patients patients;
    private final Post post;
    private final Links links;
    private final Signer signer;

    /** The door. */
    public PatientLetters(Patients patients, Post post, Links links, Vault vault) {
        this.patients = patients;
        this.post = post;
        this.links = links;
        this.signer = new Signer(vault, "unsubscribe links");
    }

    /**
     * What a letter says.
     *
     * @param code the one-time code, or the token of the link in the text; null for none
     */
    public record Words(
            String subject, String text, @Nullable String code) {
        @Override
        public String toString() {
            return "Words";
        }
    }

    /** Mails the patient after the commit. */
    public void send(Tx tx, Patient to, Words words) {
        UUID tenantId = patients.tenantOf(tx, to);
        String token = tenantId + "." + to.patientId() + "." + signer.sign(signed(tenantId, to));
        String link = links.to(PATH + token);
        String text = words.text() + "\n-- \nNo more e-mails of " + to.partner().name() + ": " + link + "\n";
        post.send(
                tx,
                Letter.email(to.email(), words.subject(), text, words.code()).endedBy(link));
    }

    /** The name of the partner whose e-mails the link ends; 404 when the link is not valid any more. */
    public String partnerOf(Tx tx, String token) {
        return reader(tx, token).partner().name();
    }

    /** Ends the partner's e-mails to the patient; once more changes nothing, 404 when the link is not valid any more. */
    public void end(Tx tx, String token) {
        Patient reader = reader(tx, token);
        ChangePatient command = new ChangePatient(Map.of("is_email_enabled", false), null, Change.absent());
        patients.change(tx, Caller.system(patients.tenantOf(tx, reader)), reader.patientId(), command);
    }

    private Patient reader(Tx tx, String token) {
        String[] parts = token.split("\\.", PARTS);
        UUID tenantId = Ids.read(parts[0]).orElseThrow(PatientLetters::over);
        UUID patientId = parts.length < PARTS ? null : Ids.read(parts[1]).orElse(null);
        if (patientId == null) {
            throw over();
        }
        Patient found =
                patients.all(tx, Scope.tenant(tenantId), List.of(patientId)).get(patientId);
        return Optional.ofNullable(found)
                .filter(patient -> signer.signed(signed(tenantId, patient), parts[2]))
                .orElseThrow(PatientLetters::over);
    }

    private static String signed(UUID tenantId, Patient patient) {
        return tenantId + "|" + patient.patientId() + "|" + patient.email().toLowerCase(Locale.ROOT);
    }

    private static Problem over() {
        return Problem.notFound().message("The link is not valid any more.");
    }
}
