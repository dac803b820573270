package io.careloom.catalog.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Small files of invented products and codes in the formats of the authorities. */
public final class MadeUpFiles {
    private static final String NAMES = String.join(
            "\t",
            "PRODUCTID",
            "PRODUCTNDC",
            "PRODUCTTYPENAME",
            "PROPRIETARYNAME",
            "PROPRIETARYNAMESUFFIX",
            "NONPROPRIETARYNAME",
            "DOSAGEFORMNAME",
            "ROUTENAME",
            "STARTMARKETINGDATE",
            "ENDMARKETINGDATE",
            "MARKETINGCATEGORYNAME",
            "APPLICATIONNUMBER",
            "LABELERNAME",
            "SUBSTANCENAME",
            "ACTIVE_NUMERATOR_STRENGTH",
            "ACTIVE_INGRED_UNIT",
            "PHARM_CLASSES",
            "DEASCHEDULE",
            "NDC_EXCLUDE_FLAG",
            "LISTING_RECORD_CERTIFIED_THROUGH");

    private MadeUpFiles() {}

    /** An invented product as a line of {@code product.txt}. */
    public record Listing(
            String code,
            String name,
            String generic,
            String form,
            String route,
            String substances,
            String strength,
            String unit,
            String end,
            String excluded) {
        /** A generic tablet for the mouth that is marketed. */
        public static Listing tablet(String code, String generic, String milligrams) {
            return new Listing(
                    code,
                    generic,
                    generic,
                    "TABLET, FILM COATED",
                    "ORAL",
                    generic.toUpperCase(Locale.ROOT),
                    milligrams,
                    "mg/1",
                    "",
                    "N");
        }

        String line() {
            return String.join(
                    "\t",
                    code + "_made-up",
                    code,
                    "HUMAN PRESCRIPTION DRUG",
                    name,
                    "",
                    generic,
                    form,
                    route,
                    "20200101",
                    end,
                    "ANDA",
                    "ANDA000000",
                    "Invented Labs",
                    substances,
                    strength,
                    unit,
                    "Made-up Acting [MoA], Made-up Agent [EPC]",
                    "CIV",
                    excluded,
                    "");
        }
    }

    /** A file of these products. */
    public static Path products(Path folder, Listing... listings) {
        return file(
                folder,
                Stream.concat(Stream.of(NAMES), Stream.of(listings).map(Listing::line))
                        .toList(),
                StandardCharsets.UTF_8);
    }

    /** A line of the ICD-10-CM order file; flag 1 for a code that may be submitted. */
    public static String code(int order, String icd, int flag, String description) {
        String brief = description.substring(0, Math.min(60, description.length()));
        return "%05d %-7s %d %-60s %s".formatted(order, icd, flag, brief, description);
    }

    /** A file of these lines. */
    public static Path lines(Path folder, String... lines) {
        return file(folder, List.of(lines), StandardCharsets.UTF_8);
    }

    static Path file(Path folder, List<String> lines, Charset charset) {
        try {
            return Files.write(
                    Files.createTempFile(folder, "official", ".txt"),
                    lines.stream()
                            .collect(Collectors.joining("\r\n", "", "\r\n"))
                            .getBytes(charset));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
