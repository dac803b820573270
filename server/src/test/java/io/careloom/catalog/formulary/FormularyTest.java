package io.careloom.catalog.formulary;

import static io.careloom.catalog.offerings.ProductType.BOOTHWYN_PRODUCT;
import static io.careloom.catalog.offerings.ProductType.DOSESPOT_COMPOUND;
import static io.careloom.catalog.offerings.ProductType.DOSESPOT_MEDICATION;
import static io.careloom.catalog.offerings.ProductType.DOSESPOT_SUPPLY;
import static io.careloom.catalog.offerings.ProductType.PHARMACY_API_PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.catalog.formulary.Ingredient.Pregnancy;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Tx;
import io.careloom.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormularyTest {
    private static final Formulary FORMULARY = new Formulary();
    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static <T> T read(Function<Tx, T> work) {
        return database.database().transactions().read(Origin.worker("test"), work);
    }

    private static List<String> found(ProductType type, String text) {
        return read(tx -> FORMULARY.search(tx, type, text)).stream()
                .map(FormularyEntry::fullName)
                .toList();
    }

    private static Optional<FormularyEntry> find(ProductType type, ProductCodes codes) {
        return read(tx -> FORMULARY.find(tx, type, codes));
    }

    private static FormularyEntry entry(ProductType type, ProductCodes codes) {
        return find(type, codes).orElseThrow();
    }

    private static List<String> named(String text) {
        return read(tx -> FORMULARY.named(tx, text)).stream()
                .map(Ingredient::name)
                .toList();
    }

    @Test
    void medicationsAreFoundByTheBeginningsOfTheirWordsInAnyCaseAndOrder() {
        assertThat(found(DOSESPOT_MEDICATION, "ibupr"))
                .containsExactly(
                        "Ibuprofen Oral Capsule 200 MG",
                        "Ibuprofen Oral Tablet 600 MG",
                        "Ibuprofen Oral Tablet 800 MG");
        assertThat(found(DOSESPOT_MEDICATION, "Ibuprofen (oral - capsule)"))
                .containsExactly("Ibuprofen Oral Capsule 200 MG");
        assertThat(found(DOSESPOT_MEDICATION, "TAB 850 metf")).containsExactly("metFORMIN Oral Tablet 850 MG");
        assertThat(found(DOSESPOT_MEDICATION, "ethinyl drosp"))
                .containsExactly("Drospirenone-Ethinyl Estradiol Oral Tablet 3-0.02 MG");
        assertThat(found(DOSESPOT_MEDICATION, "0.25mg"))
                .containsExactly(
                        "Norgestimate-Ethinyl Estradiol Oral Tablet 0.25-0.035 MG",
                        "Semaglutide Subcutaneous Solution Pen-injector 0.25 MG/0.5 ML");
    }

    @Test
    void wordsAreNotFoundByTheirMiddleNorBySignsThatStandForOthers() {
        assertThat(found(DOSESPOT_MEDICATION, "buprofen")).isEmpty();
        assertThat(found(DOSESPOT_MEDICATION, "ibu%fen")).isEmpty();
        assertThat(found(DOSESPOT_MEDICATION, "_buprofen")).isEmpty();
        assertThat(found(DOSESPOT_MEDICATION, "%%%")).isEmpty();
        assertThat(found(DOSESPOT_MEDICATION, "ibuprofen zzz")).isEmpty();
    }

    @Test
    void eachTypeIsSearchedByItself() {
        assertThat(found(BOOTHWYN_PRODUCT, "semaglutide 5"))
                .containsExactly("Semaglutide Subcutaneous Solution 5 MG/ML");
        assertThat(found(PHARMACY_API_PRODUCT, "Ibupro")).containsExactly("Ibuprofen Oral Tablet 800 MG");
        assertThat(found(DOSESPOT_COMPOUND, "azelaic"))
                .containsExactly(
                        "Azelaic Acid-Ivermectin-Metronidazole Topical Cream 15-1-1%",
                        "Tretinoin-Azelaic Acid-Niacinamide Topical Cream 0.05-15-4%");
        assertThat(found(DOSESPOT_SUPPLY, "Masks")).containsExactly("Masks Miscellaneous");
        assertThat(found(DOSESPOT_SUPPLY, "ibuprofen")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ProductType.class,
            names = {"SERVICE"},
            mode = EnumSource.Mode.EXCLUDE)
    void everySearchFindsWhatAPlainComparisonOfAllWordsFinds(ProductType type) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<Integer, List<String>> all = wordsOfAll(type);
        List<Integer> numbers = List.copyOf(all.keySet());
        for (int round = 0; round < 60; round++) {
            List<String> words = all.get(numbers.get(random.nextInt(numbers.size())));
            List<String> typed = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                String word = words.get(random.nextInt(words.size()));
                typed.add(word.substring(0, 1 + random.nextInt(word.length())).replaceAll("\\.$", ""));
            }
            String text = (String.join(" ", typed) + "   ").toUpperCase(Locale.ROOT);
            List<Integer> expected = numbers.stream()
                    .filter(number -> typed.stream()
                            .allMatch(typing -> all.get(number).stream().anyMatch(word -> word.startsWith(typing))))
                    .toList();

            List<Integer> found = read(tx -> FORMULARY.search(tx, type, text)).stream()
                    .map(FormularyEntry::number)
                    .toList();

            assertThat(found)
                    .as("'%s', seed %d", text, seed)
                    .doesNotHaveDuplicates()
                    .isSubsetOf(expected);
            assertThat(found).as("'%s', seed %d", text, seed).hasSize(Math.min(50, expected.size()));
        }
    }

    /** By number, of all entries of a type: their words as this test understands them. */
    private static Map<Integer, List<String>> wordsOfAll(ProductType type) {
        Map<Integer, List<String>> all = new TreeMap<>();
        read(tx -> tx.handle()
                        .createQuery("""
                                select number, concat_ws(' ', name, route, dose_form, strength) as text
                                from catalog.formulary_entry where type = :type
                                """)
                        .bind("type", type.name())
                        .mapToMap()
                        .list())
                .forEach(row -> all.put(
                        (Integer) row.get("number"),
                        Arrays.stream(((String) row.get("text"))
                                        .toLowerCase(Locale.ROOT)
                                        .replaceAll("(?<=[0-9])(?=[a-z])|(?<=[a-z])(?=[0-9])", " ")
                                        .split("[^a-z0-9.]+"))
                                .filter(word -> !word.isEmpty())
                                .toList()));
        return all;
    }

    @Test
    void textsThatAreTooShortOrTooLongAreRefused() {
        assertRefused("ib", "The name must have at least 3 letters.");
        assertRefused(null, "The name field is required.");
        assertRefused("i".repeat(256), "The name must have at most 255 letters.");
        assertThat(found(DOSESPOT_MEDICATION, "i".repeat(255))).isEmpty();
    }

    private static void assertRefused(String text, String why) {
        assertThatThrownBy(() -> read(tx -> FORMULARY.search(tx, DOSESPOT_MEDICATION, text)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fields()).isEqualTo(Map.of("name", List.of(why))));
    }

    @Test
    void productsAreFoundByEachOfTheirCodes() {
        FormularyEntry metformin = entry(DOSESPOT_MEDICATION, new ProductCodes(11208, null, null, null));

        assertThat(metformin.fullName()).isEqualTo("metFORMIN Oral Tablet 850 MG");
        assertThat(metformin.dispenseUnitId()).isEqualTo(26);
        assertThat(metformin.drugClass()).isEqualTo("biguanides");
        assertThat(entry(DOSESPOT_MEDICATION, new ProductCodes(null, "00001120801", null, null)))
                .isEqualTo(metformin);
        assertThat(entry(DOSESPOT_MEDICATION, new ProductCodes(null, "0001-1208-01", null, null)))
                .isEqualTo(metformin);
        assertThat(entry(DOSESPOT_MEDICATION, new ProductCodes(null, null, 9901208, null)))
                .isEqualTo(metformin);
        assertThat(entry(BOOTHWYN_PRODUCT, new ProductCodes(null, null, null, "10110"))
                        .fullName())
                .isEqualTo("Semaglutide Oral Tablet Disintegrating 3 MG");
        assertThat(entry(
                                DOSESPOT_MEDICATION,
                                ProductCodes.of(ProductTerms.NONE.with(
                                        Map.of("ndc", "99999999999", "dosespot_rxcui", 9901208))))
                        .number())
                .isEqualTo(11208);
        assertThat(find(DOSESPOT_MEDICATION, new ProductCodes(null, "99999999999", 1, "10110")))
                .isEmpty();
        assertThat(find(DOSESPOT_MEDICATION, ProductCodes.of(ProductTerms.NONE)))
                .isEmpty();
    }

    @Test
    void aPackageLeadsToItsProductWhereThePackageIsNotListed() {
        database.database()
                .transactions()
                .write(Origin.worker("test"), tx -> tx.handle().execute("""
                insert into catalog.formulary_entry (type, number, listed_by, name, strength, ndc)
                values ('DOSESPOT_MEDICATION', 987650432, 'fda', 'Quillorin', '5 mg', '987650432')
                """));

        assertThat(entry(DOSESPOT_MEDICATION, new ProductCodes(null, "98765-432-10", null, null))
                        .name())
                .isEqualTo("Quillorin");
    }

    @Test
    void anEntryThatChangesIsFoundByItsNewWordsOnly() {
        database.database()
                .transactions()
                .write(Origin.worker("test"), tx -> tx.handle().execute("""
                insert into catalog.formulary_entry (type, number, listed_by, name)
                values ('DOSESPOT_SUPPLY', 999, 'careloom', 'Wobbler Large')
                """));
        assertThat(found(DOSESPOT_SUPPLY, "wobbler")).containsExactly("Wobbler Large");

        database.database()
                .transactions()
                .write(Origin.worker("test"), tx -> tx.handle().execute("""
                update catalog.formulary_entry set name = 'Quavers Large' where type = 'DOSESPOT_SUPPLY' and number = 999
                """));

        assertThat(found(DOSESPOT_SUPPLY, "wobbler")).isEmpty();
        assertThat(found(DOSESPOT_SUPPLY, "quavers")).containsExactly("Quavers Large");
        assertThat(found(DOSESPOT_SUPPLY, "quavers large")).containsExactly("Quavers Large");
    }

    @Test
    void ingredientsTellWhatScreeningMustKnow() {
        FormularyEntry pill = entry(DOSESPOT_MEDICATION, new ProductCodes(11410, null, null, null));

        List<Ingredient> ingredients = read(tx -> FORMULARY.ingredients(tx, pill));

        assertThat(ingredients).extracting(Ingredient::name).containsExactly("sulfamethoxazole", "trimethoprim");
        assertThat(ingredients.getFirst().allergyWords()).contains("sulfa", "sulfonamides");
        assertThat(ingredients.getFirst().pregnancy()).isEqualTo(Pregnancy.CONTRAINDICATED);
        assertThat(named("Lipitor (Atorvastatin) 20mg; ethinyl\nESTRADIOL, fishoil"))
                .containsExactly("atorvastatin", "estradiol", "ethinyl estradiol");
        assertThat(named("none")).isEmpty();
    }

    @Test
    void whatIsNoLongerMadeIsMarked() {
        assertThat(entry(DOSESPOT_MEDICATION, new ProductCodes(11223, null, null, null))
                        .obsolete())
                .isTrue();
        assertThat(entry(DOSESPOT_MEDICATION, new ProductCodes(11222, null, null, null))
                        .obsolete())
                .isFalse();
    }
}
