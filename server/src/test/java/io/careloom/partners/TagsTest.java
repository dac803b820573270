package io.careloom.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.geography.Geography;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.clock.TenantClocks;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.sealing.MasterKey;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import io.careloom.testing.TestDatabase;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TagsTest {
    private static final Origin ORIGIN = Origin.worker("test");
    private static final TagFilter ANY = new TagFilter(null, null);

    private static TestDatabase database;
    private static Transactions transactions;
    private static Partners partners;
    private static Tags tags;
    private static UUID fernhollow;
    private static UUID brightwater;
    private static Caller program;
    private static Caller stranger;
    private static Caller admin;
    private static Caller clinician;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        transactions = database.database().transactions();
        Vault vault = new Vault(transactions, MasterKey.fresh());
        TenantClocks clocks = new TenantClocks(transactions);
        partners = new Partners(
                new Geography(), vault, new AuditTrail(vault, clocks), new EventLog(clocks), (_, _, _, _) -> {});
        tags = partners.tags();
        fernhollow = partner("Fernhollow Clinic");
        brightwater = partner("Brightwater Health");
        program = caller(Role.PARTNER_CREDENTIAL, Set.of(fernhollow), fernhollow, null);
        stranger = caller(Role.PARTNER_CREDENTIAL, Set.of(brightwater), brightwater, null);
        admin = caller(Role.ADMIN, Set.of(fernhollow, brightwater), null, null);
        clinician = caller(Role.CLINICIAN, Set.of(fernhollow, brightwater), null, UUID.randomUUID());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static UUID partner(String name) {
        Caller system = Caller.system(Place.INSTALLATION);
        return write(
                tx -> partners.create(tx, system, CreatePartner.named(name)).id());
    }

    private static Caller caller(Role role, Set<UUID> reached, @Nullable UUID partnerId, @Nullable UUID clinicianId) {
        return new Caller(
                UUID.randomUUID(),
                role,
                EnumSet.allOf(Permission.class),
                new Scope(Set.of(), reached),
                EnumSet.allOf(Environment.class),
                null,
                partnerId,
                clinicianId);
    }

    private static <T> T write(Function<Tx, T> work) {
        return transactions.write(ORIGIN, work);
    }

    private static <T> T read(Function<Tx, T> work) {
        return transactions.read(ORIGIN, work);
    }

    private static CreateTag named(String name, String key) {
        return new CreateTag(name, key, "#5899c7", null, null, null);
    }

    private static Tag made(Caller by) {
        return write(
                tx -> tags.create(tx, by, named("Call back", UUID.randomUUID().toString())));
    }

    private static ChangeTag renamed(String name) {
        return new ChangeTag(Change.set(name), Change.absent(), Change.absent(), Change.absent(), Change.absent());
    }

    private static List<UUID> listed(Caller by) {
        return ids(read(tx -> tags.list(tx, by, ANY, hundred())));
    }

    private static PageQuery hundred() {
        return new PageQuery(1, 100, null, true, null, PageQuery.Trashed.WITHOUT);
    }

    private static List<UUID> ids(Page<Tag> page) {
        return page.items().stream().map(Tag::id).toList();
    }

    private static void assertRefused(Problem.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    @Test
    void aNewTagHasAnEmptyDescriptionAndComesOffNowhere() {
        Tag tag = made(program);

        assertThat(tag.type()).isEqualTo("partner");
        assertThat(tag.description()).isEmpty();
        assertThat(tag.removableRole()).isNull();
        assertThat(tag.autoDetachStatus()).isNull();
        assertThat(tag.notes()).isNull();
        assertThat(tag.deletedAt()).isNull();
    }

    @Test
    void twoTagsMayShareANameButNotAKey() {
        String key = UUID.randomUUID().toString();
        write(tx -> tags.create(tx, program, named("Call back", key)));

        Tag other = write(tx -> tags.create(tx, program, named("Call back", key + "-2")));

        assertThat(other.name()).isEqualTo("Call back");
        assertThatThrownBy(() -> write(tx -> tags.create(tx, program, named("Another", key))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fields()).containsOnlyKeys("key"));
    }

    @Test
    void anotherPartnerMayUseTheSameKeyAndADeletedTagFreesIt() {
        String key = UUID.randomUUID().toString();
        Tag first = write(tx -> tags.create(tx, program, named("Call back", key)));
        write(tx -> tags.create(tx, stranger, named("Call back", key)));
        write(tx -> {
            tags.remove(tx, program, first.id());
            return first;
        });

        Tag second = write(tx -> tags.create(tx, program, named("Call back", key)));

        assertThat(second.id()).isNotEqualTo(first.id());
        assertRefused(Problem.Kind.NOT_FOUND, () -> read(tx -> tags.find(tx, program, first.id())));
        assertThat(listed(program)).contains(second.id()).doesNotContain(first.id());
    }

    @Test
    void ofManyWhoMakeOneKeyAtOnceOneSucceeds() throws Exception {
        CreateTag command = named("Call back", UUID.randomUUID().toString());
        Callable<Boolean> attempt = () -> {
            try {
                return write(tx -> tags.create(tx, program, command)) != null;
            } catch (Problem refused) {
                return false;
            }
        };
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            int succeeded = 0;
            for (Future<Boolean> outcome : pool.invokeAll(Collections.nCopies(8, attempt))) {
                succeeded += outcome.get() ? 1 : 0;
            }
            assertThat(succeeded).isEqualTo(1);
        }
    }

    @Test
    void aGlobalTagIsSeenByAllAndChangedByAdministratorsOnly() {
        Tag global = made(admin);

        assertThat(global.type()).isEqualTo("global");
        assertThat(listed(program)).contains(global.id());
        assertThat(listed(stranger)).contains(global.id());
        assertThat(listed(clinician)).contains(global.id());
        assertRefused(
                Problem.Kind.FORBIDDEN, () -> write(tx -> tags.change(tx, program, global.id(), renamed("Mine"))));
        assertRefused(
                Problem.Kind.FORBIDDEN, () -> write(tx -> tags.change(tx, clinician, global.id(), renamed("Mine"))));
        assertThat(write(tx -> tags.change(tx, admin, global.id(), renamed("Ours")))
                        .name())
                .isEqualTo("Ours");
    }

    @Test
    void anotherPartnersTagIsUnknown() {
        Tag foreign = made(stranger);

        assertThat(listed(program)).doesNotContain(foreign.id());
        assertRefused(Problem.Kind.NOT_FOUND, () -> read(tx -> tags.find(tx, program, foreign.id())));
        assertRefused(
                Problem.Kind.NOT_FOUND, () -> write(tx -> tags.change(tx, program, foreign.id(), renamed("Mine"))));
        assertRefused(Problem.Kind.NOT_FOUND, () -> read(tx -> tags.attachable(tx, program, fernhollow, foreign.id())));
        assertRefused(
                Problem.Kind.NOT_FOUND,
                () -> write(tx -> tags.changeOf(tx, admin, fernhollow, foreign.id(), renamed("Moved"))));
    }

    @Test
    void aClinicianSeesItsOwnTagsAndOthersDoNot() {
        Tag own = made(clinician);
        Tag ofPartner = made(program);

        assertThat(own.type()).isEqualTo("clinician");
        assertThat(listed(clinician)).contains(own.id()).doesNotContain(ofPartner.id());
        assertThat(listed(program)).doesNotContain(own.id());
        assertThat(ids(read(tx -> tags.listOf(tx, clinician, fernhollow, ANY, hundred()))))
                .contains(ofPartner.id())
                .doesNotContain(own.id());
        assertThat(TagsTest.<Tag>read(tx -> tags.attachable(tx, clinician, fernhollow, own.id())))
                .isEqualTo(own);
        assertRefused(Problem.Kind.NOT_FOUND, () -> read(tx -> tags.attachable(tx, program, fernhollow, own.id())));
        assertRefused(
                Problem.Kind.FORBIDDEN,
                () -> write(tx -> tags.createFor(tx, clinician, fernhollow, named("Theirs", "theirs"))));
    }

    @Test
    void listsAreNarrowedByTypeAndKey() {
        Tag own = made(program);
        Tag global = made(admin);

        assertThat(ids(read(tx -> tags.list(tx, program, new TagFilter("partner", null), hundred()))))
                .contains(own.id())
                .doesNotContain(global.id());
        assertThat(ids(read(tx -> tags.list(tx, program, new TagFilter("global", null), hundred()))))
                .contains(global.id())
                .doesNotContain(own.id());
        assertThat(ids(read(tx -> tags.list(tx, program, new TagFilter(null, own.key()), hundred()))))
                .containsExactly(own.id());
    }

    @Test
    void whatWasNotSentStaysAndNullClears() {
        Tag before = write(tx -> tags.create(
                tx,
                program,
                new CreateTag(
                        "Call back",
                        UUID.randomUUID().toString(),
                        "#fff",
                        "Today.",
                        "admin",
                        List.of("waiting", "waiting", "cancelled"))));
        assertThat(before.autoDetachStatus()).containsExactly("waiting", "cancelled");

        Tag cleared = write(tx -> tags.change(
                tx,
                program,
                before.id(),
                new ChangeTag(Change.absent(), Change.absent(), Change.set(null), Change.set(null), Change.set(null))));

        assertThat(cleared.name()).isEqualTo("Call back");
        assertThat(cleared.color()).isEqualTo("#fff");
        assertThat(cleared.description()).isEmpty();
        assertThat(cleared.removableRole()).isNull();
        assertThat(cleared.autoDetachStatus()).isNull();
    }

    @Test
    void favoritesAreOfOneClinician() {
        Tag ofPartner = made(program);
        Caller colleague = caller(Role.CLINICIAN, Set.of(fernhollow), null, UUID.randomUUID());
        for (int twice = 0; twice < 2; twice++) {
            write(tx -> {
                tags.favor(tx, clinician, ofPartner.id());
                return ofPartner;
            });
        }

        assertThat(ids(read(tx -> tags.favorites(tx, clinician, hundred())))).containsExactly(ofPartner.id());
        assertThat(ids(read(tx -> tags.favorites(tx, colleague, hundred())))).isEmpty();
        assertRefused(
                Problem.Kind.NOT_FOUND,
                () -> write(tx -> {
                    tags.unfavor(tx, colleague, ofPartner.id());
                    return ofPartner;
                }));
        write(tx -> {
            tags.unfavor(tx, clinician, ofPartner.id());
            return ofPartner;
        });
        assertThat(ids(read(tx -> tags.favorites(tx, clinician, hundred())))).isEmpty();
    }
}
