package io.careloom.catalog.imports;

import static io.careloom.catalog.offerings.ProductType.DOSESPOT_MEDICATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.catalog.formulary.Formulary;
import io.careloom.catalog.formulary.FormularyEntry;
import io.careloom.catalog.formulary.Ingredient;
import io.careloom.catalog.formulary.ProductCodes;
import io.careloom.catalog.imports.MadeUpFiles.Listing;
import io.careloom.platform.clock.TenantClocks;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportsTest {
    private static final Formulary FORMULARY = new Formulary();

    @TempDir
    private Path folder;

    private TestDatabase database;
    private Transactions transactions;
    private Imports imports;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        transactions = database.database().transactions();
        imports = new Imports(transactions, new TenantClocks(transactions));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Imports.Outcome ndc(Listing... listings) {
        return imports.ndc(MadeUpFiles.products(folder, listings), told::add);
    }

    private Optional<FormularyEntry> find(String ndc) {
        return transactions.read(
                Origin.worker("test"),
                tx -> FORMULARY.find(tx, DOSESPOT_MEDICATION, new ProductCodes(null, ndc, null, null)));
    }

    private List<String> found(String text) {
        return transactions.read(Origin.worker("test"), tx -> FORMULARY.search(tx, DOSESPOT_MEDICATION, text)).stream()
                .map(FormularyEntry::fullName)
                .toList();
    }

    @Test
    void productsOfTheFdaAreFoundWithEverythingTheirLineSays() {
        Listing brand = new Listing(
                "98765-432",
                "Zorblatin",
                "metformin hydrochloride and quillorin",
                "TABLET, FILM COATED, EXTENDED RELEASE",
                "ORAL",
                "METFORMIN HYDROCHLORIDE; QUILLORIN SODIUM",
                "500; 5",
                "mg/1; mg/1",
                "",
                "N");

        assertThat(ndc(brand)).isEqualTo(new Imports.Outcome(1, 1, 0));

        FormularyEntry entry = find("98765-432-10").orElseThrow();
        assertThat(entry)
                .isEqualTo(new FormularyEntry(
                        DOSESPOT_MEDICATION,
                        987650432,
                        "Zorblatin",
                        "metformin hydrochloride and quillorin",
                        "oral",
                        "tablet, film coated, extended release",
                        "500-5 mg",
                        "987650432",
                        null,
                        null,
                        null,
                        26,
                        true,
                        false,
                        false,
                        "4",
                        "Made-up Agent",
                        List.of("metformin", "quillorin sodium")));
        assertThat(found("quillorin 500"))
                .containsExactly("Zorblatin Oral Tablet, Film Coated, Extended Release 500-5 MG");
        List<Ingredient> known = transactions.read(Origin.worker("test"), tx -> FORMULARY.ingredients(tx, entry));
        assertThat(known).extracting(Ingredient::therapeuticClass).containsExactly("biguanides");
    }

    @Test
    void theSameFileAgainChangesNothingAndANewerOneOnlyWhatItSaysAnew() {
        Listing kept = Listing.tablet("98765-001", "Quillorin", "5");
        Listing dropped = Listing.tablet("98765-002", "Quillorin", "10");
        assertThat(ndc(kept, dropped)).isEqualTo(new Imports.Outcome(2, 2, 0));

        assertThat(ndc(kept, dropped)).isEqualTo(new Imports.Outcome(2, 0, 0));

        Listing added = Listing.tablet("98765-003", "Quillorin", "20");
        assertThat(ndc(Listing.tablet("98765-001", "Quillorin Forte", "5"), added))
                .isEqualTo(new Imports.Outcome(2, 2, 1));
        assertThat(found("quillorin"))
                .containsExactly(
                        "Quillorin Forte Oral Tablet, Film Coated 5 MG",
                        "Quillorin Oral Tablet, Film Coated 10 MG",
                        "Quillorin Oral Tablet, Film Coated 20 MG");
        assertThat(find("98765000210").orElseThrow().obsolete()).isTrue();
        assertThat(find("00001120801").orElseThrow().obsolete())
                .as("our own stays")
                .isFalse();

        assertThat(ndc(kept, dropped)).isEqualTo(new Imports.Outcome(2, 2, 1));
        assertThat(find("98765000210").orElseThrow().obsolete()).isFalse();
    }

    @Test
    void whatIsOffTheMarketOrExcludedIsObsolete() {
        ndc(
                ended("98765-001", "20200131", "N"),
                ended("98765-002", "29991231", "N"),
                ended("98765-003", "", "E"),
                ended("98765-004", "20200131", "N"),
                ended("98765-004", "", "N"));

        assertThat(find("987650001").orElseThrow().obsolete()).isTrue();
        assertThat(find("987650002").orElseThrow().obsolete()).isFalse();
        assertThat(find("987650003").orElseThrow().obsolete()).isTrue();
        assertThat(find("987650004").orElseThrow().obsolete())
                .as("one of two lines")
                .isFalse();
    }

    private static Listing ended(String code, String end, String excluded) {
        return new Listing(code, "Quillorin", "Quillorin", "TABLET", "ORAL", "QUILLORIN", "5", "mg/1", end, excluded);
    }

    @Test
    void allOfALargeFileIsTakenAndProgressIsTold() {
        Listing[] many = IntStream.rangeClosed(1, 12_345)
                .mapToObj(i ->
                        Listing.tablet("%05d-%04d".formatted(90_000 + i / 5_000, i % 5_000), "Quillorin", "" + i))
                .toArray(Listing[]::new);

        assertThat(ndc(many)).isEqualTo(new Imports.Outcome(12_345, 12_345, 0));

        assertThat(told).containsExactly("10000 of 12345", "12345 of 12345");
        assertThat(found("quillorin")).hasSize(50);
        assertThat(found("quillorin 12345")).hasSize(1);
    }

    @Test
    void theOlderEncodingAndProductsOfAThousandSubstancesAreTaken() {
        String substances = String.join(
                "; ", IntStream.range(0, 1_000).mapToObj(i -> "SUBSTANCE" + i).toList());
        Listing old = new Listing(
                "98765-001", "Crème Quillorin", substances, "CREAM", "TOPICAL", substances, "", "", "", "N");

        imports.ndc(
                MadeUpFiles.file(
                        folder,
                        List.of(text(MadeUpFiles.products(folder)).strip(), old.line()),
                        Charset.forName("windows-1252")),
                told::add);

        assertThat(find("987650001").orElseThrow().name()).isEqualTo("Crème Quillorin");
        assertThat(find("987650001").orElseThrow().dispenseUnitId()).isEqualTo(20);
        assertThat(found("substance quillorin")).hasSize(1);
    }

    @Test
    void strengthsAreSaidInOneLine() {
        assertThat(NdcFile.strength("500", "mg/1")).isEqualTo("500 mg");
        assertThat(NdcFile.strength("100", "[iU]/mL")).isEqualTo("100 [iU]/mL");
        assertThat(NdcFile.strength("5; 120", "mg/1; mg/1")).isEqualTo("5-120 mg");
        assertThat(NdcFile.strength("5; 120", "mg/1; ug/1")).isEqualTo("5 mg-120 ug");
        assertThat(NdcFile.strength("5", "")).isEqualTo("5");
        assertThat(NdcFile.strength("", "")).isNull();
    }

    @Test
    void codesOfCmsAreTakenWithTheIdsOfEveryInstallation() {
        Path file = MadeUpFiles.lines(
                folder,
                MadeUpFiles.code(1, "A00", 0, "Cholera"),
                MadeUpFiles.code(2, "A000", 1, "Cholera as this test has it"),
                MadeUpFiles.code(3, "A001", 1, "Cholera due to Vibrio cholerae 01, biovar eltor"),
                MadeUpFiles.code(
                        4, "Y99ZZZZ", 1, "Struck by a made-up thing of a name that is longer than sixty letters"));

        assertThat(imports.icd10(file, told::add)).isEqualTo(new Imports.Outcome(3, 2, 0));
        assertThat(imports.icd10(file, told::add)).isEqualTo(new Imports.Outcome(3, 0, 0));

        assertThat(told).containsExactly("3 of 3", "3 of 3");
        assertThat(disease("A000")).isEqualTo("32f62f6e-32b7-4145-a375-15a2bd8b8dfa Cholera as this test has it");
        assertThat(disease("Y99ZZZZ"))
                .endsWith(" Struck by a made-up thing of a name that is longer than sixty letters");
        assertThat(disease("A00")).isEmpty();
        assertThat(disease("L649")).as("what the file lacks").isNotEmpty();
    }

    private String disease(String icd) {
        return transactions
                .read(
                        Origin.worker("test"),
                        tx -> tx.handle()
                                .createQuery(
                                        "select disease_id || ' ' || description from catalog.disease where icd = :icd")
                                .bind("icd", icd)
                                .mapTo(String.class)
                                .findOne())
                .orElse("");
    }

    @Test
    void wrongFilesAreRefusedInOneLineAndNothingIsWritten() throws IOException {
        Path order = MadeUpFiles.lines(folder, MadeUpFiles.code(1, "A000", 1, "Cholera"));
        Path products = MadeUpFiles.products(folder, Listing.tablet("98765-001", "Quillorin", "5"));
        assertRefused(() -> imports.ndc(order, told::add), "product.txt: the first line names no column PRODUCTNDC");
        assertRefused(
                () -> imports.icd10(products, told::add), "line 1 has no order number, code, flag and descriptions");
        assertRefused(() -> imports.ndc(Path.of("nowhere.txt"), told::add), "there is no such file");
        assertRefused(() -> imports.ndc(products.getParent(), told::add), "it is a directory");
        assertRefused(() -> imports.ndc(MadeUpFiles.lines(folder, "PK\u0003\u0004"), told::add), "it is a ZIP archive");
        assertRefused(() -> imports.ndc(MadeUpFiles.products(folder), told::add), "it lists no product");
        assertRefused(() -> imports.ndc(MadeUpFiles.lines(folder, ""), told::add), "names no column PRODUCTNDC");
        assertRefused(() -> imports.icd10(MadeUpFiles.lines(folder, ""), told::add), "it lists no code");
        assertRefused(
                () -> imports.icd10(MadeUpFiles.lines(folder, MadeUpFiles.code(1, "A00", 0, "Cholera")), told::add),
                "it lists no code");
        String whole = text(products);
        Path cut = Files.writeString(
                folder.resolve("cut.txt"), whole + whole.substring(whole.indexOf("98765"), whole.length() - 20));
        assertRefused(() -> imports.ndc(cut, told::add), "line 3 has 17 columns instead of 20");
        assertRefused(
                () -> imports.icd10(
                        MadeUpFiles.lines(folder, MadeUpFiles.code(1, "A000", 1, "Changed"), "00002 A001   "),
                        told::add),
                "line 2 has no order number");

        assertThat(told).isEmpty();
        assertThat(find("987650001")).isEmpty();
        assertThat(disease("A000")).endsWith("biovar cholerae");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefused(Runnable work, String why) {
        assertThatThrownBy(work::run)
                .isInstanceOf(Imports.Refused.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
    }
}
