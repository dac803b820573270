package io.careloom.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.cases.CaseLists.Filter;
import io.careloom.cases.CaseLists.Printing;
import io.careloom.cases.Encounters.ExportFilter.Days;
import io.careloom.cases.offerings.NewLine;
import io.careloom.cases.papers.CasePapers;
import io.careloom.cases.papers.LineChoice;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.files.Files;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.patients.ChangePatient;
import io.careloom.platform.Link;
import io.careloom.testing.Printed;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is printed of cases, and how long it can be fetched. */
class CasePapersTest {
    private static final Pattern LINK = Pattern.compile("/s3/files/([^/]+)/file\\?expires=(\\d+)&signature=(\\w+)");

    private final CasesWorld world = new CasesWorld();
    private final CasePapers papers = new CasePapers(world.cases, world.patients, world.files, world.clocks);
    private final Caller partner = world.partnerIn(Environment.SANDBOX);
    private UUID doctorId;

    @BeforeEach
    void open() {
        doctorId = world.clinician();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private UUID caseOf(String lastName, SubmitCase.Question... questions) {
        UUID patientId = world.patient(partner);
        Map<String, String> record =
                Map.of("last_name", lastName, "ssn", "219-09-9999", "allergies", "Pénicilline", "middle_name", "José");
        world.write(
                tx -> world.patients.change(tx, partner, patientId, new ChangePatient(record, null, Change.absent())));
        SubmitCase command = new SubmitCase(
                patientId, false, false, null, "order 15", doctorId, true, List.of(), List.of(), List.of(questions));
        UUID caseId =
                world.write(tx -> world.cases.submit(tx, partner, command)).caseId();
        world.becomes(caseId, "assigned");
        return caseId;
    }

    private static SubmitCase.Question asked(String question, String answer, String type, boolean inPdf) {
        return new SubmitCase.Question(question, answer, type, false, false, inPdf, null, null, null, null);
    }

    private CasePapers.Printed paper(UUID caseId) {
        return world.read(tx -> papers.ofCase(tx, partner, caseId));
    }

    @Test
    void thePaperOfACaseSaysWhoWhyAndWhatWasAnswered() {
        UUID caseId = caseOf(
                "Núñez",
                asked("Do you smoke?", "false", "boolean", true),
                asked("Anything else?", "Nothing of note", "string", false));

        CasePapers.Printed paper = paper(caseId);

        assertThat(Printed.of(paper.pdf()).text())
                .contains("Case record", caseId.toString(), "Harbour Hair", "order 15", "assigned")
                .contains("José Núñez", "1988-04-12", "Pénicilline", "12 Juniper Street, San Francisco, CA 94110")
                .contains("Do you smoke?", " No ")
                .contains("Ines Calloway")
                .doesNotContain("Anything else?", "219-09-9999", "null");
        assertThat(paper.name()).isEqualTo("case-" + caseId + ".pdf");
        assertThat(paper.patientIds()).hasSize(1);
    }

    private void add(UUID caseId, ProductType type, String title, Map<String, Object> terms) {
        NewLine line = new NewLine(
                null, type, Map.of("title", title, "clinical_note", "Seen by video."), ProductTerms.NONE.with(terms));
        world.write(tx -> world.cases.offerings().add(tx, partner, caseId, line));
    }

    /** A case with two prescriptions and two services, of which one is sent by itself. */
    private UUID caseWithLines() {
        UUID caseId = caseOf("Núñez");
        add(
                caseId,
                ProductType.DOSESPOT_MEDICATION,
                "For the hair",
                Map.ofEntries(
                        Map.entry("name", "Finasteride"),
                        Map.entry("strength", "1 mg"),
                        Map.entry("ndc", "00093735505"),
                        Map.entry("quantity", "90"),
                        Map.entry("dispense_unit", "Tablet"),
                        Map.entry("refills", 3),
                        Map.entry("days_supply", 90),
                        Map.entry("directions", "Take one tablet daily, à jeun."),
                        Map.entry("pharmacy_name", "North Pharmacy"),
                        Map.entry("allow_substitutions", true),
                        Map.entry("effective_date", "2")));
        add(caseId, ProductType.DOSESPOT_SUPPLY, "Test strips", Map.of("name", "Glucose strips", "quantity", "50"));
        add(
                caseId,
                ProductType.SERVICE,
                "Fasting glucose",
                Map.of("service_type", "lab order", "description", "Blood draw.", "send_pdf_file_automatically", true));
        add(caseId, ProductType.SERVICE, "Diet plan", Map.of("description", "Four weeks."));
        return caseId;
    }

    private String offerings(UUID caseId, LineChoice choice) {
        CasePapers.Printed paper = world.read(tx -> papers.ofOfferings(tx, partner, caseId, choice));
        return Printed.of(paper.pdf()).text();
    }

    @Test
    void thePaperOfOfferingsSaysHowEachIsToBeTaken() {
        UUID caseId = caseWithLines();

        assertThat(offerings(caseId, new LineChoice(true, true, false)))
                .contains("Offerings", "José Núñez", "1988-04-12", "Ines Calloway", caseId.toString())
                .contains("For the hair", "Finasteride 1 mg", "00093735505", "90 Tablet", "3", "North Pharmacy")
                .contains("Take one tablet daily, à jeun.", "allowed", "2 days after the approval", "pending")
                .contains("Test strips", "Glucose strips", "Fasting glucose", "lab order", "Blood draw.", "Diet plan")
                .contains("Clinical note", "Seen by video.")
                .doesNotContain("null", "219-09-9999");
    }

    @Test
    void thePaperShowsTheLinesThatAreChosenAndNoneThatWasCalledOff() {
        UUID caseId = caseWithLines();

        assertThat(offerings(caseId, new LineChoice(true, false, false)))
                .contains("Prescriptions", "For the hair", "Test strips")
                .doesNotContain("Fasting glucose", "Diet plan");
        assertThat(offerings(caseId, new LineChoice(false, true, false)))
                .contains("Services", "Fasting glucose", "Diet plan")
                .doesNotContain("For the hair", "Test strips");
        assertThat(offerings(caseId, new LineChoice(true, true, true)))
                .contains("Fasting glucose")
                .doesNotContain("For the hair", "Test strips", "Diet plan");
        assertThat(Printed.of(paper(caseId).pdf()).text()).contains("For the hair", "Test strips", "Diet plan");

        Caller doctor = world.clinicianCaller(doctorId);
        UUID strips = world.read(tx -> world.cases.offerings().all(tx, partner, caseId)).stream()
                .filter(line -> "Test strips".equals(line.terms().title()))
                .findFirst()
                .orElseThrow()
                .id();
        world.write(tx -> world.cases.offerings().cancel(tx, doctor, caseId, strips, "Not needed"));

        assertThat(offerings(caseId, new LineChoice(true, true, false)))
                .contains("For the hair")
                .doesNotContain("Test strips");
        assertThat(Printed.of(paper(caseId).pdf()).text())
                .as("the record says what became of it")
                .contains("cancelled: Not needed");
    }

    @Test
    void aCaseWithoutOfferingsSaysSo() {
        assertThat(offerings(caseOf("Núñez"), new LineChoice(true, true, false)))
                .contains("Nothing is offered.");
    }

    @Test
    void anotherPartnersCaseIsNotPrinted() {
        UUID caseId = caseOf("Núñez");
        Caller stranger = world.credential(world.otherPartner, Environment.SANDBOX);

        assertThat(kindOf(() -> world.read(tx -> papers.ofCase(tx, stranger, caseId))))
                .isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(kindOf(() ->
                        world.read(tx -> papers.ofOfferings(tx, stranger, caseId, new LineChoice(true, true, false)))))
                .isEqualTo(Problem.Kind.NOT_FOUND);
    }

    @Test
    void aLinkOpensForADayAndIsNoFileOfThePatient() throws IOException {
        CasePapers.Printed paper = paper(caseOf("Núñez"));
        UUID patientId = paper.patientIds().iterator().next();

        Link link = world.read(tx -> papers.lend(tx, partner, paper));

        Files.Content content = opened(link);
        assertThat(content.mimeType()).isEqualTo("application/pdf");
        assertThat(content.patientId()).isEqualTo(patientId);
        try (InputStream in = content.opener().apply(0)) {
            assertThat(in.readAllBytes()).isEqualTo(paper.pdf());
        }
        Scope scope = partner.scope();
        assertThat(world.read(tx -> world.files.ofPatient(tx, scope, patientId, PageQuery.FIRST))
                        .items())
                .isEmpty();
        assertThat(kindOf(() -> world.read(tx -> world.files.find(tx, partner, fileId(link)))))
                .isEqualTo(Problem.Kind.NOT_FOUND);

        sweepAfter("23 hours");
        assertThat(opened(link).size()).isEqualTo(paper.pdf().length);
        sweepAfter("25 hours");
        assertThat(kindOf(() -> opened(link))).isEqualTo(Problem.Kind.NOT_FOUND);
    }

    private void sweepAfter(String age) {
        world.write(tx -> {
            tx.handle()
                    .createUpdate(
                            "update files.file set lent_at = now() - cast(:age as interval) where lent_at is not null")
                    .bind("age", age)
                    .execute();
            world.files.sweep(tx);
            return true;
        });
    }

    private static Matcher parts(Link link) {
        Matcher parts = LINK.matcher(link.path());
        assertThat(parts.matches()).as(link.path()).isTrue();
        return parts;
    }

    private static UUID fileId(Link link) {
        return UUID.fromString(parts(link).group(1));
    }

    private Files.Content opened(Link link) {
        Matcher parts = parts(link);
        return world.read(tx -> world.files.linked(tx, fileId(link), false, parts.group(2), parts.group(3)));
    }

    @Test
    void manyCasesBeginOnPagesOfTheirOwn() {
        UUID first = caseOf("Núñez");
        UUID second = caseOf("Ångström");

        Printed pages =
                Printed.of(printed(printing(List.of(), "assigned", null)).pdf());

        assertThat(pages.pageOf(first.toString())).isEqualTo(1);
        assertThat(pages.pageOf(second.toString())).isGreaterThan(1);
        assertThat(pages.pageOf("Ångström")).isEqualTo(pages.pageOf(second.toString()));
    }

    @Test
    void onlyWhatIsWantedIsPrinted() {
        UUID first = caseOf("Núñez");
        UUID second = caseOf("Ångström");
        LocalDate today = LocalDate.ofInstant(world.clocks.now(), ZoneOffset.UTC);

        assertThat(Printed.of(printed(printing(List.of(second), null, null)).pdf())
                        .text())
                .contains(second.toString())
                .doesNotContain(first.toString());
        // a day more on either side, should midnight come in between
        assertThat(printed(printing(List.of(), null, new Days(today.minusDays(1), today.plusDays(1))))
                        .patientIds())
                .hasSize(2);
        assertThat(kindOf(() -> printed(printing(List.of(), null, new Days(null, today.minusDays(2))))))
                .isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(kindOf(() -> printed(printing(List.of(), "waiting", null)))).isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(kindOf(() -> printed(printing(List.of(), "lost", null)))).isEqualTo(Problem.Kind.INVALID);
    }

    private CasePapers.Printed printed(Printing wanted) {
        Caller doctor = world.clinicianCaller(doctorId);
        return world.read(tx -> papers.ofCases(tx, doctor, wanted));
    }

    private Printing printing(List<UUID> cases, String status, Days days) {
        Filter filter = new Filter(
                List.of(world.partner.id()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                false,
                false,
                true,
                true);
        return new Printing(filter, status, cases, days == null ? new Days(null, null) : days, true);
    }

    private static Problem.Kind kindOf(ThrowingCallable call) {
        return catchThrowableOfType(Problem.class, call).kind();
    }
}
