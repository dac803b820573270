package io.careloom.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.cases.offerings.NewLine;
import io.careloom.catalog.offerings.OfferingSamples;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.partners.CreateTag;
import io.careloom.platform.database.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A page of a list costs the same statements, however many cases stand on it. */
class CaseListStatementsTest {
    private static final int MANY = 20;

    private static CasesWorld world;
    private static Caller partner;
    private static UUID patientId;

    @BeforeAll
    static void aPatientWithManyCasesThatHoldSomethingOfEverything() {
        world = new CasesWorld();
        partner = world.partnerIn(Environment.SANDBOX);
        patientId = world.patient(partner);
        UUID disease = world.read(tx -> tx.handle()
                .createQuery("select disease_id from catalog.disease order by icd limit 1")
                .mapTo(UUID.class)
                .one());
        UUID tag = world.write(tx -> world.people
                .partners
                .tags()
                .create(tx, partner, new CreateTag("Call back", "call-back", "#5899c7", "Today.", null, null))
                .id());
        UUID offering = world.write(tx -> OfferingSamples.put(
                        tx, world.partner.id(), ProductType.DOSESPOT_MEDICATION, ProductTerms.NONE, false)
                .id());
        SubmitCase.Question asked =
                new SubmitCase.Question("Any pain?", "No", "string", false, false, false, null, null, null, null);
        for (int i = 0; i < MANY; i++) {
            world.write(tx -> {
                SubmitCase wanted = new SubmitCase(
                        patientId, true, false, null, null, null, true, List.of(disease), List.of(tag), List.of(asked));
                UUID caseId = world.cases
                        .submit(tx, partner, wanted.with(List.of(), List.of(NewLine.of(offering))))
                        .caseId();
                return world.cases.contents().write(tx, partner, caseId, "Prefers mornings.");
            });
        }
    }

    @AfterAll
    static void close() {
        world.close();
    }

    /** Those on tables of this room; what others keep for a while is asked for whenever that while is over. */
    private static List<String> statements(int perPage, BiFunction<Tx, PageQuery, Page<?>> list) {
        List<String> statements = new ArrayList<>();
        PageQuery page = new PageQuery(1, perPage, null, true, null, PageQuery.Trashed.WITHOUT);
        Page<?> found = world.read(tx -> {
            tx.handle().setSqlLogger(new SqlLogger() {
                @Override
                public void logBeforeExecution(StatementContext context) {
                    if (context.getRenderedSql().contains("from cases.")) {
                        statements.add(context.getRenderedSql());
                    }
                }
            });
            return list.apply(tx, page);
        });
        assertThat(found.items()).hasSize(perPage);
        return statements;
    }

    @Test
    void thePageOfAPatientTakesTheSameStatementsForFewAndForMany() {
        BiFunction<Tx, PageQuery, Page<?>> list =
                (tx, page) -> world.cases.lists().ofPatient(tx, partner, patientId, page);

        List<String> few = statements(2, list);

        assertThat(few).hasSizeGreaterThan(4).doesNotHaveDuplicates();
        assertThat(statements(MANY, list)).isEqualTo(few);
    }

    @Test
    void thePageOfAStatusTakesTheSameStatementsForFewAndForMany() {
        CaseLists.Filter all = new CaseLists.Filter(
                List.of(), List.of(), List.of(), List.of(), List.of(), null, false, false, false, true);
        BiFunction<Tx, PageQuery, Page<?>> list =
                (tx, page) -> world.cases.lists().byStatus(tx, partner, "created", all, page);

        List<String> few = statements(2, list);

        assertThat(few).hasSizeGreaterThan(4).doesNotHaveDuplicates();
        assertThat(statements(MANY, list)).isEqualTo(few);
    }
}
