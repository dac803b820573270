package io.careloom.access;

import io.careloom.geography.Geography;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Role;
import io.careloom.partners.CreatePartner;
import io.careloom.partners.PartnerEnvironments;
import io.careloom.partners.PartnerFields;
import io.careloom.partners.PartnerProfile;
import io.careloom.partners.Partners;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.clock.TenantClocks;
import io.careloom.platform.database.Database;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.outbound.Letter;
import io.careloom.platform.outbound.LetterWorker;
import io.careloom.platform.outbound.Post;
import io.careloom.platform.sealing.MasterKey;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import io.careloom.platform.secrets.Passwords;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The doors of partners and access on a real database, with a mailbox that keeps every letter. */
public final class AccessWorld implements AutoCloseable {
    public static final Caller SYSTEM = Caller.system(Place.INSTALLATION);
    public static final String PASSWORD = "quiet-harbour-41";

    private static final Origin ORIGIN = Origin.worker("test");
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    /** In which states a clinician practises, as far as callers made from tokens know. */
    public final Map<UUID, Set<UUID>> practising = new ConcurrentHashMap<>();

    public final Transactions transactions;
    public final Vault vault;
    public final Post post;
    public final Partners partners;
    public final PartnerEnvironments environments;
    public final Access access;
    public final Credentials credentials;
    public final SignIns signIns;

    private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();
    private final LetterWorker carrier;

    public AccessWorld(Database database) {
        transactions = database.transactions();
        vault = new Vault(database.aside(), MasterKey.fresh());
        AuditTrail audit = new AuditTrail(vault, new TenantClocks(database.aside()));
        post = new Post(vault);
        Passwords passwords = new Passwords();
        EventLog events = new EventLog(new TenantClocks(database.aside()));
        partners = new Partners(new Geography(), vault, audit, events, (_, _, _, _) -> {});
        environments = new PartnerEnvironments(partners, vault, audit);
        access = new Access(
                transactions,
                partners,
                new Access.Ground(passwords, post, audit),
                (_, clinicianId) -> practising.getOrDefault(clinicianId, Set.of()));
        credentials = new Credentials(access, partners, audit);
        signIns = new SignIns(access, passwords, post);
        carrier = new LetterWorker(transactions, post, letters::add);
        carrier.start();
    }

    /** One committed transaction. */
    public <T> T write(Function<Tx, T> work) {
        return transactions.write(ORIGIN, work);
    }

    /** The handle of a read row. */
    public <T> T read(Function<Tx, T> work) {
        return transactions.read(ORIGIN, work);
    }

    public PartnerProfile partner(String name) {
        return write(tx -> partners.create(tx, SYSTEM, CreatePartner.named(name)));
    }

    public UUID tenant(UUID partnerId, Environment environment) {
        return read(tx -> partners.tenantOf(tx, partnerId, environment).tenantId());
    }

    /** An account that reaches both environments and signs in with {@link #PASSWORD}. */
    public User person(Role role, Set<UUID> ofPartners) {
        return person(role, ofPartners, EnumSet.allOf(Environment.class));
    }

    public User person(Role role, Set<UUID> ofPartners, Set<Environment> entering) {
        String email = role.word() + "." + PEOPLE.incrementAndGet() + "@staff.example";
        CreateUser person = CreateUser.staff(role, new PersonName("Odile", "Marchetti"), email, entering)
                .withPassword(PASSWORD)
                .withPartners(ofPartners);
        UUID userId = write(tx -> access.createUser(tx, SYSTEM, person));
        return read(tx -> access.users(tx, Set.of(userId)).getFirst());
    }

    /** The fields of a partner of which only the name was sent. */
    public static PartnerFields fields(String name) {
        Object[] changes = Arrays.stream(PartnerFields.class.getRecordComponents())
                .map(field -> field.getName().equals("name") ? Change.set(name) : Change.absent())
                .toArray();
        try {
            return (PartnerFields) PartnerFields.class.getDeclaredConstructors()[0].newInstance(changes);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Signs the person in, with the code that was mailed. */
    public StaffTokens signedIn(User person) {
        return read(
                tx -> signIns.signIn(tx, new SignIn(person.email(), PASSWORD, codeFor(person)), SignIns.From.NOWHERE));
    }

    public Caller caller(User person) {
        return access.authenticate(signedIn(person).accessToken());
    }

    /** Asks for a code and reads it from the mailbox. */
    public String codeFor(User person) {
        read(tx -> {
            signIns.requestCode(tx, person.email(), PASSWORD);
            return true;
        });
        return String.valueOf(nextLetter().code());
    }

    public boolean hasPassword(String email, String password) {
        return read(tx -> access.withPassword(tx, email, password).isPresent());
    }

    public Letter nextLetter() {
        try {
            Letter letter = letters.poll(1, TimeUnit.MINUTES);
            if (letter == null) {
                throw new AssertionError("no letter came");
            }
            return letter;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** How many letters were ever queued; one that is asked for stands here as soon as its transaction is committed. */
    public long queuedLetters() {
        return read(tx -> tx.handle()
                .createQuery("select count(1) from platform.letter")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void close() {
        carrier.close();
    }
}
