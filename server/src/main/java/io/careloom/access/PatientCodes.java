package io.careloom.access;

import io.careloom.access.SignInStore.PatientKey;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import io.careloom.platform.secrets.Secrets;
import java.util.Locale;
import java.util.UUID;

/**
 * One-time codes with which a patient shows that it reads its mailbox. Guesses are counted per patient and stay counted
 * although they are refused: hand in the handle of a read row, not a transaction that a refusal would roll back.
 */
public final class PatientCodes {
    /** A new code of upper-case letters and digits, the only valid one for ten minutes; refused when asked for too often. */
    public String issue(Tx tx, UUID tenantId, UUID patientId) {
        requireUnlocked(tx, tenantId, patientId);
        String code = Secrets.readable(SignInPolicy.CODE_LENGTH);
        if (!new SignInStore(tx).putPatientCode(new PatientKey(tenantId, patientId), Secrets.digest(code))) {
            throw tooMany((int) SignInPolicy.CODE_LIFETIME.toSeconds());
        }
        return code;
    }

    /** Uses the patient's code up, in either case; false when it is wrong, too old, or was used. */
    public boolean redeem(Tx tx, UUID tenantId, UUID patientId, String typed) {
        requireUnlocked(tx, tenantId, patientId);
        PatientKey key = new PatientKey(tenantId, patientId);
        SignInStore store = new SignInStore(tx);
        String code = typed.strip().toUpperCase(Locale.ROOT);
        boolean right = store.tryPatientCode(key)
                .filter(digest -> Secrets.matches(digest, code))
                .map(digest -> store.takePatientCode(key, digest))
                .orElse(false);
        if (right) {
            store.forgetFailures(digest(tenantId, patientId));
        } else {
            store.countFailure(digest(tenantId, patientId));
        }
        return right;
    }

    private static void requireUnlocked(Tx tx, UUID tenantId, UUID patientId) {
        int locked = new SignInStore(tx).lockedSeconds(digest(tenantId, patientId));
        if (locked > 0) {
            throw tooMany(locked);
        }
    }

    private static Problem tooMany(int seconds) {
        return Problem.of(Problem.Kind.TOO_MANY, "too_many_attempts", "Too many attempts, please try again later.")
                .retryAfter(seconds);
    }

    /** Failures are kept by what was tried; no e-mail reads like this. */
    private static byte[] digest(UUID tenantId, UUID patientId) {
        return Secrets.digest("patient " + tenantId + " " + patientId);
    }
}
