package io.careloom.catalog.imports;

import io.careloom.catalog.formulary.FormularyEntry;
import io.careloom.catalog.offerings.ProductType;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The FDA's file {@code product.txt} of the NDC directory: tab-separated, one product a line below a line of names. Columns and
 * words are those of <a href="https://www.fda.gov/drugs/drug-approvals-and-databases/ndc-product-file-definitions">its
 * definitions</a>.
 */
final class NdcFile {
    private static final List<String> COLUMNS = List.of(
            "PRODUCTNDC",
            "PRODUCTTYPENAME",
            "PROPRIETARYNAME",
            "PROPRIETARYNAMESUFFIX",
            "NONPROPRIETARYNAME",
            "DOSAGEFORMNAME",
            "ROUTENAME",
            "ENDMARKETINGDATE",
            "SUBSTANCENAME",
            "ACTIVE_NUMERATOR_STRENGTH",
            "ACTIVE_INGRED_UNIT",
            "PHARM_CLASSES",
            "DEASCHEDULE",
            "NDC_EXCLUDE_FLAG");
    private static final Pattern PRODUCT_NDC = Pattern.compile("([0-9]{1,5})-([0-9]{1,4})");
    private static final Map<String, String> SCHEDULES =
            Map.of("CI", "1", "CII", "2", "CIII", "3", "CIV", "4", "CV", "5");

    private final OfficialFile file;
    private final Set<String> knownIngredients;
    private final String today;
    private final Map<String, Integer> columns = new HashMap<>();

    /**
     * @param knownIngredients by name; salts of them count as they do
     * @param today what is marketed until an earlier day is obsolete
     */
    NdcFile(Path path, Set<String> knownIngredients, LocalDate today) {
        this.file = new OfficialFile(path, "the FDA's product.txt");
        this.knownIngredients = knownIngredients;
        this.today = today.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    /** Products by number; of two lines with one code the marketed one counts. Lines without a code of two segments are left out. */
    Collection<FormularyEntry> products() {
        List<String> lines = file.lines();
        readNames(lines);
        Map<Integer, FormularyEntry> products = new TreeMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split("\t", -1);
            if (cells.length != columns.size()) {
                throw file.refused(
                        "line " + (i + 1) + " has " + cells.length + " columns instead of " + columns.size());
            }
            Matcher code = PRODUCT_NDC.matcher(cell(cells, "PRODUCTNDC"));
            if (code.matches()) {
                FormularyEntry product = product(
                        cells, "%5s%4s".formatted(code.group(1), code.group(2)).replace(' ', '0'));
                products.merge(product.number(), product, (first, second) -> first.obsolete() ? second : first);
            }
        }
        if (products.isEmpty()) {
            throw file.refused("it lists no product");
        }
        return products.values();
    }

    private void readNames(List<String> lines) {
        String[] names = lines.isEmpty() ? new String[0] : lines.getFirst().split("\t", -1);
        for (int i = 0; i < names.length; i++) {
            columns.put(names[i].strip().toUpperCase(Locale.ROOT), i);
        }
        COLUMNS.stream().filter(name -> !columns.containsKey(name)).findFirst().ifPresent(name -> {
            throw file.refused("the first line names no column " + name);
        });
    }

    private String cell(String[] cells, String column) {
        return cells[Objects.requireNonNull(columns.get(column))].strip().replace("\0", "");
    }

    private FormularyEntry product(String[] cells, String ndc) {
        String generic = cell(cells, "NONPROPRIETARYNAME");
        String own = (cell(cells, "PROPRIETARYNAME") + " " + cell(cells, "PROPRIETARYNAMESUFFIX")).strip();
        String name = own.isEmpty() ? generic : own;
        String form = cell(cells, "DOSAGEFORMNAME").toLowerCase(Locale.ROOT);
        String route = cell(cells, "ROUTENAME").toLowerCase(Locale.ROOT);
        return new FormularyEntry(
                ProductType.DOSESPOT_MEDICATION,
                Integer.parseInt(ndc),
                name.isEmpty() ? ndc : name,
                generic.equalsIgnoreCase(name) ? null : orNull(generic),
                orNull(route.replace("; ", "/")),
                orNull(form),
                strength(cell(cells, "ACTIVE_NUMERATOR_STRENGTH"), cell(cells, "ACTIVE_INGRED_UNIT")),
                ndc,
                null,
                null,
                null,
                DoseForms.dispenseUnit(form, route),
                !firstWord(name).equalsIgnoreCase(firstWord(generic)),
                cell(cells, "PRODUCTTYPENAME").contains("OTC"),
                isObsolete(cell(cells, "ENDMARKETINGDATE"), cell(cells, "NDC_EXCLUDE_FLAG")),
                SCHEDULES.getOrDefault(cell(cells, "DEASCHEDULE"), "0"),
                pharmacologicClass(cell(cells, "PHARM_CLASSES")),
                ingredients(cell(cells, "SUBSTANCENAME")));
    }

    /** {@code 5; 120} and {@code mg/1; mg/1} are {@code 5-120 mg}; different units stand behind their numbers. */
    static @Nullable String strength(String numbers, String units) {
        if (numbers.isEmpty()) {
            return null;
        }
        String[] amounts = numbers.split(";\\s*", -1);
        String[] of = Arrays.stream(units.split(";\\s*", -1))
                .map(unit -> unit.endsWith("/1") ? unit.substring(0, unit.length() - 2) : unit)
                .toArray(String[]::new);
        if (of.length != amounts.length || Stream.of(of).distinct().count() == 1) {
            return (String.join("-", amounts) + " " + of[0]).strip();
        }
        StringBuilder strength = new StringBuilder();
        for (int i = 0; i < amounts.length; i++) {
            strength.append(i == 0 ? "" : "-").append(amounts[i]).append(' ').append(of[i]);
        }
        return strength.toString();
    }

    /** Excluded ones (deficient, expired, inactivated) have a letter other than N. */
    private boolean isObsolete(String end, String excluded) {
        return !excluded.isEmpty() && !excluded.equals("N") || !end.isEmpty() && end.compareTo(today) < 0;
    }

    /** The established class where there is one. */
    private static @Nullable String pharmacologicClass(String classes) {
        List<String> all = List.of(classes.split("[,;]\\s*", -1));
        return all.stream()
                .filter(one -> one.endsWith("[EPC]"))
                .findFirst()
                .map(one -> one.replace("[EPC]", "").strip())
                .orElse(orNull(all.getFirst().replaceAll("\\[.*", "").strip()));
    }

    private List<String> ingredients(String substances) {
        return Arrays.stream(substances.toLowerCase(Locale.ROOT).split(";\\s*", -1))
                .filter(substance -> !substance.isEmpty())
                .map(this::known)
                .distinct()
                .collect(Collectors.toList());
    }

    /** {@code metformin hydrochloride} is metformin; a substance of which nothing is known stays as it is. */
    private String known(String substance) {
        for (String name = substance; !name.isEmpty(); name = name.substring(0, Math.max(0, name.lastIndexOf(' ')))) {
            if (knownIngredients.contains(name)) {
                return name;
            }
        }
        return substance;
    }

    private static String firstWord(String text) {
        return text.split("[\\s,-]", 2)[0];
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
