package io.careloom.sandbox;

import io.careloom.prescribing.Pharmacy;
import io.careloom.prescribing.PharmacyFilter;
import io.careloom.prescribing.PharmacyGateway;
import io.careloom.prescribing.PharmacySpecialty;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pharmacies of the sandbox, from {@code reference/pharmacies/pharmacies.tsv}. */
public final class SimulatedPharmacies implements PharmacyGateway {
    private static final String TABLE = "/reference/pharmacies/pharmacies.tsv";
    private static final int MOST = 100;

    private final List<Pharmacy> pharmacies;

    private SimulatedPharmacies(List<Pharmacy> pharmacies) {
        this.pharmacies = pharmacies;
    }

    /** All of the e-prescribing network. */
    public static SimulatedPharmacies all() {
        return new SimulatedPharmacies(rows().map(Row::pharmacy).toList());
    }

    /** Those that take orders by program. */
    public static SimulatedPharmacies takingOrders() {
        return new SimulatedPharmacies(
                rows().filter(Row::takesOrders).map(Row::pharmacy).toList());
    }

    @Override
    public List<Pharmacy> search(PharmacyFilter filter) {
        return pharmacies.stream()
                .filter(one -> fits(one, filter))
                .sorted(Comparator.comparing(Pharmacy::name).thenComparing(Pharmacy::id))
                .limit(MOST)
                .toList();
    }

    @Override
    public Optional<Pharmacy> find(int pharmacyId) {
        return pharmacies.stream().filter(one -> one.id() == pharmacyId).findFirst();
    }

    private static boolean fits(Pharmacy one, PharmacyFilter filter) {
        String zip = filter.zip();
        String number = filter.phoneOrFax();
        List<String> specialties = one.specialties() == null ? List.of() : one.specialties();
        return has(one.name(), filter.name())
                && has(one.place().city(), filter.city())
                && (filter.state() == null || filter.state().equals(one.place().state()))
                // the table has ZIP codes of five digits
                && (zip == null || one.place().zipCode().startsWith(zip.substring(0, Math.min(5, zip.length()))))
                && has(one.place().address1() + " " + one.place().address2(), filter.address())
                && (number == null || numbers(one.lines()).anyMatch(line -> line.contains(number)))
                && filter.specialties().stream().allMatch(wanted -> specialties.contains(wanted.word()))
                && (filter.ncpdpId() == null || filter.ncpdpId().equals(one.ncpdpId()));
    }

    private static boolean has(String text, @Nullable String part) {
        return part == null || text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static Stream<String> numbers(Pharmacy.Lines lines) {
        return Stream.concat(
                Stream.of(lines.phone()), Stream.concat(Stream.ofNullable(lines.fax()), lines.more().stream()));
    }

    /** A line of the table. */
    private record Row(String[] fields) {
        Pharmacy pharmacy() {
            return new Pharmacy(
                    Integer.parseInt(fields[0]),
                    fields[1],
                    fields[10],
                    new Pharmacy.Place(
                            fields[2],
                            fields[3],
                            fields[4],
                            fields[5],
                            fields[6],
                            degrees(fields[13]),
                            degrees(fields[14])),
                    new Pharmacy.Lines(fields[7], fields[8], fields[9].isEmpty() ? List.of() : List.of(fields[9])),
                    specialties(Integer.parseInt(fields[11])),
                    fields[12].isEmpty() ? null : Integer.valueOf(fields[12]));
        }

        boolean takesOrders() {
            return fields[15].equals("yes");
        }

        private static @Nullable Double degrees(String text) {
            return text.isEmpty() ? null : Double.valueOf(text);
        }

        private static List<String> specialties(int codes) {
            return Arrays.stream(PharmacySpecialty.values())
                    .filter(one -> (codes & one.code()) != 0)
                    .map(PharmacySpecialty::word)
                    .toList();
        }
    }

    private static Stream<Row> rows() {
        try (InputStream table = SimulatedPharmacies.class.getResourceAsStream(TABLE)) {
            if (table == null) {
                throw new IllegalStateException("the build lacks " + TABLE);
            }
            List<String> lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
            return lines.stream().filter(line -> !line.startsWith("#")).map(line -> new Row(line.split("\t", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
