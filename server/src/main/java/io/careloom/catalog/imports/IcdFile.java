package io.careloom.catalog.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order file of ICD-10-CM, {@code icd10cm-order-YYYY.txt} of CMS: columns of fixed width, an order number (5), the code
 * without the dot (7), whether it may be submitted (1) or is a heading, a short description (60), a long one.
 */
final class IcdFile {
    private static final Pattern LINE =
            Pattern.compile("[0-9]{5} ([A-Z][0-9][0-9A-Z]{1,5}) *(?<=^.{13}) ([01]) .{60} (\\S.*)");

    private final OfficialFile file;

    IcdFile(Path path) {
        this.file = new OfficialFile(path, "the ICD-10-CM order file of CMS");
    }

    /** A code that may be submitted. */
    record Code(String icd, String description) {}

    /** The codes that may be submitted, in the order of the file; headings are left out. */
    List<Code> codes() {
        List<String> lines = file.lines();
        List<Code> codes = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = LINE.matcher(lines.get(i));
            if (!line.matches()) {
                throw file.refused(
                        "line " + (i + 1) + " has no order number, code, flag and descriptions in their places");
            }
            if (line.group(2).equals("1")) {
                codes.add(new Code(line.group(1), line.group(3).strip()));
            }
        }
        if (codes.isEmpty()) {
            throw file.refused("it lists no code");
        }
        return codes;
    }
}
