package io.careloom.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** SQL stands in hidden stores, speaks of its own schema only, names its columns, and keeps tenants apart. */
class SqlAtHomeTest {
    private static final Pattern SQL = Pattern.compile(
            "(?is)\\s*(select\\s.*\\sfrom\\s|insert\\s+into\\s|update\\s+\\w+\\.\\w+.*\\sset\\s|delete\\s+from\\s|with\\s+\\w+.*\\sas\\s.*\\().*");
    private static final Pattern STAR =
            Pattern.compile("(?is).*\\b(select|returning)\\s+(distinct\\s+)?(\\w+\\.)?\\*.*");
    private static final Pattern TENANT_TABLE = Pattern.compile(
            "(?is)create\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?(\\w+\\.\\w+)\\s*\\(([^;]*?\\btenant_id\\b[^;]*);");
    private static final Pattern MIGRATION = Pattern.compile("V\\d{8}_\\d{4}__([a-z]+)_[a-z0-9_]+\\.sql");

    @Test
    void sqlStandsInStoresOnly() {
        House.careloom().obeys(SqlAtHomeTest.class, SqlAtHomeTest::homes);
    }

    @Test
    void storesAreHidden() {
        House.careloom().obeys(SqlAtHomeTest.class, SqlAtHomeTest::hidden);
    }

    @Test
    void statementsKeepToTheirSchemaAndNameTheirColumns() {
        House.careloom().obeys(SqlAtHomeTest.class, SqlAtHomeTest::statements);
    }

    @Test
    void statementsOnTenantTablesNameTheTenant() {
        House.careloom().obeys(SqlAtHomeTest.class, SqlAtHomeTest::tenants);
    }

    @Test
    void migrationsKeepToTheirSchemaAndTheirOwnMinute() {
        Assertions.assertThat(migrations(House.careloom())).isEmpty();
    }

    static List<Finding> homes(House house) {
        return texts(house)
                .filter(found ->
                        house.isBusiness(found.source()) && !found.source().isStore())
                .filter(found -> SQL.matcher(found.text().value()).matches())
                .map(found -> found.complain("holds SQL"))
                .toList();
    }

    static List<Finding> hidden(House house) {
        return house.sources().stream()
                .filter(source -> source.isStore()
                        && house.isBusiness(source)
                        && source.types().stream().anyMatch(type -> type.topLevel() && type.open()))
                .map(source -> Finding.in(source, "is a public store"))
                .toList();
    }

    static List<Finding> statements(House house) {
        List<Finding> findings = new ArrayList<>();
        texts(house).filter(Found::isSqlPart).forEach(found -> {
            foreignSchemas(house, found.source().room(), found.text().value())
                    .forEach(schema -> findings.add(found.complain("speaks of the schema " + schema)));
            if (STAR.matcher(found.text().value()).matches()) {
                findings.add(found.complain("selects *"));
            }
        });
        return findings;
    }

    /** Schemas of other rooms in a statement: {@code name.} where a room is called so. */
    private static Set<String> foreignSchemas(House house, String room, String sql) {
        return Pattern.compile("(?<![\\w.'/])([a-z]+)\\.[a-z_]+")
                .matcher(sql)
                .results()
                .map(match -> match.group(1))
                .filter(schema -> !schema.equals(room) && house.rooms().contains(schema))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The ground serves all tenants at once (logs, chains, queues), so only rooms are asked. */
    static List<Finding> tenants(House house) {
        Set<String> tables = migrationTexts(house).values().stream()
                .flatMap(sql -> TENANT_TABLE.matcher(sql).results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        Map<Source, Map<String, String>> members = new LinkedHashMap<>();
        texts(house)
                .filter(found -> house.isBusiness(found.source()) && found.isSqlPart())
                .forEach(found -> members.computeIfAbsent(found.source(), none -> new TreeMap<>())
                        .merge(found.text().member(), found.text().value(), (a, b) -> a + "\n" + b));
        List<Finding> findings = new ArrayList<>();
        members.forEach((source, texts) -> texts.forEach((member, sql) -> tables.stream()
                .filter(table ->
                        Pattern.compile("\\b" + table + "\\b").matcher(sql).find() && !sql.contains("tenant_id"))
                .sorted()
                .forEach(table -> findings.add(new Finding(source, member, "asks " + table + " without tenant_id")))));
        return findings;
    }

    static List<String> migrations(House house) {
        List<String> findings = new ArrayList<>();
        Map<String, String> minutes = new TreeMap<>();
        migrationTexts(house).forEach((path, sql) -> {
            String room = path.getParent().getFileName().toString();
            String file = path.getFileName().toString();
            var name = MIGRATION.matcher(file);
            if (!name.matches() || !name.group(1).equals(room)) {
                findings.add(file + " is not called VYYYYMMDD_HHMM__" + room + "_<what>.sql");
            } else if (minutes.put(file.substring(0, 14), file) != null) {
                findings.add(file + " has the minute of another");
            }
            // the one bond between schemas: a tenant row knows its tenant
            String own = sql.replaceAll("references\\s+partners\\.tenant\\b", "");
            foreignSchemas(house, room, own).forEach(schema -> findings.add(file + " speaks of the schema " + schema));
        });
        return findings;
    }

    /** Text of every migration, comments left out. */
    private static Map<Path, String> migrationTexts(House house) {
        Map<Path, String> texts = new TreeMap<>();
        for (String room : House.folders(house.migrations())) {
            try (Stream<Path> list = Files.list(house.migrations().resolve(room))) {
                for (Path path :
                        list.filter(file -> file.toString().endsWith(".sql")).toList()) {
                    texts.put(path, Files.readString(path).replaceAll("--[^\n]*", ""));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }

    private static Stream<Found> texts(House house) {
        return house.sources().stream()
                .flatMap(source -> source.texts().stream().map(text -> new Found(source, text)));
    }

    /** A text and where it stands. */
    private record Found(Source source, Source.Text text) {
        /** A statement, or a piece of one: any text of a store that is no plain word. */
        boolean isSqlPart() {
            return SQL.matcher(text.value()).matches()
                    || source.isStore() && text.value().contains(" ");
        }

        Finding complain(String what) {
            return new Finding(source, text.member(), what);
        }
    }
}
