package io.careloom.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.cases.Encounters.Asked;
import io.careloom.cases.Encounters.ExportFilter;
import io.careloom.cases.Encounters.ExportFilter.Days;
import io.careloom.cases.Encounters.Filter;
import io.careloom.cases.Encounters.With;
import io.careloom.cases.charts.CaseRecord;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Cases in the web consoles: whose they are, which are wanted, and the spreadsheet of them. */
class EncountersTest {
    private static final With NOTHING = new With(false, false);
    private static final Set<Environment> ALL = Set.of();
    private static final Days ANY_DAY = new Days(null, null);

    private static CasesWorld world;
    private static Caller admin;
    private static Caller partner;
    private static UUID clinician;
    private static UUID assigned;
    private static UUID held;
    private static UUID live;
    private static UUID foreign;

    @BeforeAll
    static void open() {
        world = new CasesWorld();
        partner = world.partnerIn(Environment.SANDBOX);
        clinician = world.clinician();
        assigned =
                world.submit(partner, one -> CasesWorld.wanting(one, clinician)).caseId();
        world.becomes(assigned, "assigned");
        held = world.submit(partner, CasesWorld::held).caseId();
        live = world.submit(world.partnerIn(Environment.LIVE), CasesWorld::held).caseId();
        foreign = world.submit(world.credential(world.otherPartner, Environment.SANDBOX), CasesWorld::held)
                .caseId();
        admin = world.admin();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void aPartnersCasesAreThoseOfItsTenants() {
        assertThat(ids(ofPartner(admin, new Filter(null, ALL)))).containsExactly(live, held, assigned);
        assertThat(ids(ofPartner(admin, new Filter(null, Set.of(Environment.SANDBOX)))))
                .containsExactly(held, assigned);
        assertThat(ids(ofPartner(admin, new Filter(held, ALL)))).containsExactly(held);
        assertThat(ids(ofPartner(admin, new Filter(held, Set.of(Environment.LIVE)))))
                .isEmpty();
        assertThat(ids(ofPartner(admin, new Filter(foreign, ALL)))).isEmpty();
        assertThat(ids(ofPartner(partner, new Filter(null, ALL))))
                .as("within the caller's tenant")
                .containsExactly(held, assigned);
    }

    @Test
    void aPartnerOutOfReachIsNotFound() {
        Problem problem = catchThrowableOfType(
                Problem.class,
                () -> world.read(tx -> world.cases
                        .encounters()
                        .ofPartner(
                                tx,
                                partner,
                                world.otherPartner.id(),
                                new Filter(null, ALL),
                                new Asked(PageQuery.FIRST, NOTHING))));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
    }

    @Test
    void pagesEndWhereTheListEnds() {
        Page<CaseRecord> last = world.read(tx -> world.cases
                .encounters()
                .ofPartner(
                        tx,
                        admin,
                        world.partner.id(),
                        new Filter(null, ALL),
                        new Asked(new PageQuery(2, 2, null, true, null, PageQuery.Trashed.WITHOUT), NOTHING)));
        Page<CaseRecord> beyond = world.read(tx -> world.cases
                .encounters()
                .ofPartner(
                        tx,
                        admin,
                        world.partner.id(),
                        new Filter(null, ALL),
                        new Asked(new PageQuery(3, 2, "created_at", true, null, PageQuery.Trashed.WITHOUT), NOTHING)));

        assertThat(ids(last)).containsExactly(assigned);
        assertThat(last.total()).isEqualTo(3);
        assertThat(beyond.items()).isEmpty();
        assertThat(beyond.total()).isEqualTo(3);
    }

    @Test
    void aSearchFindsByCaseByPatientAndByName() {
        UUID patientId = find(held).encounter().patientId();

        assertThat(ids(all(held.toString()))).containsExactly(held);
        assertThat(ids(all(patientId.toString()))).containsExactly(held);
        assertThat(ids(all("teasdale"))).containsExactlyInAnyOrder(foreign, live, held, assigned);
        assertThat(ids(all("nobody"))).isEmpty();
        assertThat(ids(all(UUID.randomUUID().toString()))).isEmpty();
    }

    @Test
    void relationsAreThereWhenAskedFor() {
        CaseRecord bare = find(assigned);
        CaseRecord full = world.read(tx -> world.cases.encounters().find(tx, admin, assigned, new With(true, true)));

        assertThat(bare.patient()).isNull();
        assertThat(bare.partner()).isNull();
        assertThat(bare.environment()).isEqualTo(Environment.SANDBOX);
        assertThat(full.patient().lastName()).isEqualTo("Teasdale");
        assertThat(full.partner().partnerId()).isEqualTo(world.partner.id());
    }

    @Test
    void aSpreadsheetHoldsWhatIsWanted() throws IOException {
        assertThat(exported(wanted -> wanted)).containsExactly(assigned, held, live);
        assertThat(exported(wanted -> with(wanted, List.of(CaseStatus.ASSIGNED), null, ANY_DAY)))
                .containsExactly(assigned);
        assertThat(exported(wanted -> with(wanted, wanted.statuses(), clinician, ANY_DAY)))
                .containsExactly(assigned);
        LocalDate today = LocalDate.ofInstant(find(assigned).encounter().createdAt(), ZoneOffset.UTC);
        assertThat(exported(wanted -> with(wanted, wanted.statuses(), null, new Days(today, today.plusDays(1)))))
                .containsExactly(assigned, held, live);
        assertThat(exported(wanted -> with(wanted, wanted.statuses(), null, new Days(today.plusDays(2), null))))
                .isEmpty();
        assertThat(exported(wanted -> with(wanted, wanted.statuses(), null, new Days(null, today.minusDays(2)))))
                .isEmpty();
        assertThat(exported(wanted -> flags(wanted, true, null, null, ALL))).isEmpty();
        assertThat(exported(wanted -> flags(wanted, false, null, null, ALL))).hasSize(3);
        assertThat(exported(wanted -> flags(wanted, null, true, null, ALL))).isEmpty();
        assertThat(exported(wanted -> flags(wanted, null, null, false, ALL))).isEmpty();
        assertThat(exported(wanted -> flags(wanted, null, false, true, Set.of(Environment.LIVE))))
                .containsExactly(live);
    }

    @Test
    void aSpreadsheetNamesPatientAndClinician() throws IOException {
        Row row = rows(wanted -> with(wanted, List.of(CaseStatus.ASSIGNED), null, ANY_DAY))
                .getFirst();

        assertThat(row.getCellText(3)).isEqualTo("Marlow Teasdale");
        assertThat(row.getCellText(4)).isEqualTo("CA");
        assertThat(row.getCellText(6)).isEqualTo("assigned");
        assertThat(row.getCellText(9)).isEqualTo("Ines Calloway");
        assertThat(row.getCellText(12)).isEqualTo("order 15");
    }

    private static ExportFilter with(ExportFilter of, List<CaseStatus> statuses, UUID holder, Days created) {
        return new ExportFilter(
                statuses, holder, of.inStatus(), created, of.followUp(), of.sync(), of.chargeable(), of.environments());
    }

    private static ExportFilter flags(
            ExportFilter of, Boolean followUp, Boolean sync, Boolean chargeable, Set<Environment> environments) {
        return new ExportFilter(
                of.statuses(), null, of.inStatus(), of.created(), followUp, sync, chargeable, environments);
    }

    private static List<UUID> exported(UnaryOperator<ExportFilter> said) throws IOException {
        return rows(said).stream()
                .map(row -> UUID.fromString(row.getCellText(0)))
                .toList();
    }

    @Test
    void theSpreadsheetOfAClinicianHasTheCasesThatItHolds() throws IOException {
        ExportFilter any =
                new ExportFilter(List.of(CaseStatus.values()), null, ANY_DAY, ANY_DAY, null, null, null, ALL);
        Function<Caller, byte[]> export =
                by -> world.read(tx -> world.cases.encounters().exportOfClinician(tx, by, clinician, any))
                        .bytes();

        List<Row> rows = read(export.apply(admin));
        assertThat(rows).extracting(row -> row.getCellText(0)).containsExactly(assigned.toString());
        assertThat(rows.getFirst().stream().map(cell -> cell == null ? "" : cell.getText()))
                .contains("assigned", "Marlow Teasdale");
        assertThat(read(export.apply(world.clinicianCaller(clinician)))).hasSize(1);
        Problem refused = catchThrowableOfType(
                Problem.class, () -> export.apply(world.clinicianCaller(world.unlicensedClinician())));
        assertThat(refused.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
    }

    private static List<Row> read(byte[] bytes) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
            List<Row> rows = workbook.getFirstSheet().read();
            return rows.subList(1, rows.size());
        }
    }

    /** The rows below the header. */
    private static List<Row> rows(UnaryOperator<ExportFilter> said) throws IOException {
        ExportFilter any =
                new ExportFilter(List.of(CaseStatus.values()), null, ANY_DAY, ANY_DAY, null, null, null, ALL);
        byte[] bytes = world.read(tx -> world.cases.encounters().export(tx, admin, world.partner.id(), said.apply(any)))
                .bytes();
        return read(bytes);
    }

    private static CaseRecord find(UUID caseId) {
        return world.read(tx -> world.cases.encounters().find(tx, admin, caseId, NOTHING));
    }

    private static Page<CaseRecord> all(String search) {
        return world.read(tx -> world.cases.encounters().all(tx, admin, search, new Asked(PageQuery.FIRST, NOTHING)));
    }

    private static Page<CaseRecord> ofPartner(Caller caller, Filter filter) {
        return world.read(tx -> world.cases
                .encounters()
                .ofPartner(tx, caller, world.partner.id(), filter, new Asked(PageQuery.FIRST, NOTHING)));
    }

    private static List<UUID> ids(Page<CaseRecord> page) {
        return page.items().stream().map(found -> found.encounter().id()).toList();
    }
}
