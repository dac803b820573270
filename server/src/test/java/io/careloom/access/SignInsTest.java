package io.careloom.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.platform.outbound.Letter;
import io.careloom.platform.secrets.Secrets;
import io.careloom.testing.TestDatabase;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignInsTest {
    private static TestDatabase database;
    private static AccessWorld world;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new AccessWorld(database.database());
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    private static User person() {
        return world.person(Role.CLINICIAN, Set.of());
    }

    private static StaffTokens signIn(User person, String password, String code) {
        return world.read(
                tx -> world.signIns.signIn(tx, new SignIn(person.email(), password, code), SignIns.From.NOWHERE));
    }

    private static StaffTokens refresh(String refreshToken) {
        return world.read(tx -> world.signIns.refresh(tx, refreshToken));
    }

    private static void requestCode(String email, String password) {
        world.read(tx -> {
            world.signIns.requestCode(tx, email, password);
            return true;
        });
    }

    @Test
    void passwordAndMailedCodeGiveTokens() {
        User person = person();
        requestCode(person.email().toUpperCase(Locale.ROOT), AccessWorld.PASSWORD);
        Letter letter = world.nextLetter();
        String code = String.valueOf(letter.code());

        StaffTokens tokens = signIn(person, AccessWorld.PASSWORD, " " + code.toLowerCase(Locale.ROOT));

        assertThat(letter.to()).isEqualTo(person.email());
        assertThat(letter.text()).contains(code);
        assertThat(code).matches("[A-Z0-9]{6}");
        assertThat(tokens.tokenType()).isEqualTo("Bearer");
        assertThat(tokens.expiresIn()).isEqualTo(86_400);
        assertThat(world.access.authenticate(tokens.accessToken()).id()).isEqualTo(person.userId());
    }

    @Test
    void aCodeWorksOnceAndANewOneReplacesTheOld() {
        User person = person();
        String first = world.codeFor(person);
        String second = world.codeFor(person);

        assertInvalid(() -> signIn(person, AccessWorld.PASSWORD, first));
        assertThat(signIn(person, AccessWorld.PASSWORD, second).accessToken()).isNotEmpty();
        assertInvalid(() -> signIn(person, AccessWorld.PASSWORD, second));
    }

    @Test
    void theRightCodeWithAWrongPasswordIsRefused() {
        User person = person();
        String code = world.codeFor(person);

        assertInvalid(() -> signIn(person, "another-harbour-42", code));
        assertThat(signIn(person, AccessWorld.PASSWORD, code).accessToken()).isNotEmpty();
    }

    @Test
    void aCodeDiesAfterFiveWrongTriesThatStayCounted() {
        User person = person();
        String code = world.codeFor(person);
        for (int i = 0; i < 5; i++) {
            assertInvalid(() -> signIn(person, AccessWorld.PASSWORD, "000000"));
        }

        assertInvalid(() -> signIn(person, AccessWorld.PASSWORD, code));
    }

    @Test
    void anExpiredCodeIsRefused() {
        User person = person();
        String code = world.codeFor(person);
        world.write(tx -> tx.handle()
                .createUpdate("update access.one_time_code set expires_at = now() where user_id = :id")
                .bind("id", person.userId())
                .execute());

        assertInvalid(() -> signIn(person, AccessWorld.PASSWORD, code));
    }

    @Test
    void tenFailuresLockTheEmailWhetherItIsKnownOrNot() {
        User person = person();
        long letters = world.queuedLetters();
        for (String email : new String[] {person.email(), "nobody.at.all@staff.example"}) {
            for (int i = 0; i < 10; i++) {
                requestCode(email, "wrong-password-" + i);
            }

            assertThatThrownBy(() -> requestCode(email, AccessWorld.PASSWORD))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_MANY);
                        assertThat(problem.retryAfterSeconds()).isBetween(890, 900);
                    });
        }
        assertThat(world.queuedLetters()).isEqualTo(letters);
    }

    @Test
    void aSuccessForgetsEarlierFailures() {
        User person = person();
        for (int i = 0; i < 9; i++) {
            requestCode(person.email(), "wrong-password-" + i);
        }
        world.signedIn(person);
        requestCode(person.email(), "wrong-password-again");

        assertThat(world.signedIn(person).accessToken()).isNotEmpty();
    }

    @Test
    void anUnknownEmailIsAnsweredLikeAWrongPasswordAfterTheSameWork() {
        User person = person();
        // the first hash of a JVM is slow
        requestCode(person.email(), "wrong-password");

        long known = work(() -> requestCode(person.email(), "wrong-password"));
        long unknown = work(() -> requestCode("who.is.this@staff.example", "wrong-password"));

        // a hash takes tens of milliseconds of the processor, a look-up about one
        assertThat(unknown).isGreaterThan(known / 3);
        assertInvalid(() -> world.read(tx -> world.signIns.signIn(
                tx, new SignIn("who.is.this@staff.example", AccessWorld.PASSWORD, "ABC234"), SignIns.From.NOWHERE)));
    }

    /** Nanoseconds of the processor, which a busy machine does not lengthen; the least of three. */
    private static long work(Runnable call) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long before = threads.getCurrentThreadCpuTime();
            call.run();
            least = Math.min(least, threads.getCurrentThreadCpuTime() - before);
        }
        return least;
    }

    @Test
    void aRefreshTokenWorksOnce() {
        StaffTokens first = world.signedIn(person());
        StaffTokens second = refresh(first.refreshToken());

        assertThat(world.access.authenticate(second.accessToken()))
                .isEqualTo(world.access.authenticate(first.accessToken()));
        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
    }

    @Test
    void reUseOfARefreshTokenEndsTheWholeSignIn() {
        User person = person();
        StaffTokens elsewhere = world.signedIn(person);
        StaffTokens first = world.signedIn(person);
        StaffTokens second = refresh(first.refreshToken());

        assertUnauthenticated(() -> refresh(first.refreshToken()));

        assertUnauthenticated(() -> refresh(second.refreshToken()));
        assertUnauthenticated(() -> world.access.authenticate(first.accessToken()));
        assertUnauthenticated(() -> world.access.authenticate(second.accessToken()));
        assertThat(world.access.authenticate(elsewhere.accessToken()).id()).isEqualTo(person.userId());
    }

    @Test
    void logoutEndsOneSignInAndLogoutOfAllEndsAll() {
        User person = person();
        StaffTokens phone = world.signedIn(person);
        StaffTokens laptop = world.signedIn(person);
        StaffTokens tablet = world.signedIn(person);
        Caller caller = world.access.authenticate(phone.accessToken());

        world.write(tx -> {
            world.signIns.signOut(tx, caller, phone.accessToken());
            return true;
        });
        assertUnauthenticated(() -> world.access.authenticate(phone.accessToken()));
        assertUnauthenticated(() -> refresh(phone.refreshToken()));
        assertThat(world.access.authenticate(laptop.accessToken()).id()).isEqualTo(person.userId());

        world.write(tx -> {
            world.signIns.signOutEverywhere(tx, caller);
            return true;
        });
        assertUnauthenticated(() -> world.access.authenticate(laptop.accessToken()));
        assertUnauthenticated(() -> refresh(tablet.refreshToken()));
    }

    @Test
    void aResetLinkWorksOnceAndEndsAllSignIns() {
        User person = person();
        StaffTokens tokens = world.signedIn(person);
        world.read(tx -> {
            world.signIns.requestReset(tx, person.email());
            return true;
        });
        String token = String.valueOf(world.nextLetter().code());
        String fresh = "rolling-meadow-77";
        ResetPassword reset = new ResetPassword(person.email(), token, fresh, fresh);

        resetPassword(reset);

        assertUnauthenticated(() -> world.access.authenticate(tokens.accessToken()));
        assertThat(world.hasPassword(person.email(), fresh)).isTrue();
        assertThatThrownBy(() -> resetPassword(reset))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fields()).containsKey("token"));
    }

    @Test
    void aResetForAnUnknownEmailIsAnsweredButNothingIsMailed() {
        long letters = world.queuedLetters();
        world.read(tx -> {
            world.signIns.requestReset(tx, "who.is.this@staff.example");
            return true;
        });

        assertThat(world.queuedLetters()).isEqualTo(letters);
    }

    @Test
    void theConfirmationMustMatch() {
        ResetPassword reset = new ResetPassword("a@staff.example", "0", "rolling-meadow-77", "rolling-meadow-78");

        assertThatThrownBy(() -> resetPassword(reset))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fields()).containsKey("password_confirmation"));
    }

    @Test
    void whatExpiredLongAgoIsDropped() {
        StaffTokens tokens = world.signedIn(person());
        world.write(tx -> tx.handle()
                .createUpdate("update access.token set expires_at = now() - interval '2 days' where token_digest = :d")
                .bind("d", Secrets.digest(tokens.accessToken()))
                .execute());

        assertThat(world.write(world.access::dropExpired)).isGreaterThanOrEqualTo(1);
        assertUnauthenticated(() -> world.access.authenticate(tokens.accessToken()));
    }

    private static void resetPassword(ResetPassword reset) {
        world.write(tx -> {
            world.signIns.resetPassword(tx, reset);
            return true;
        });
    }

    private static void assertInvalid(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("invalid_credentials"));
    }

    private static void assertUnauthenticated(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED));
    }
}
