package io.careloom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.careloom.kernel.Room;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A house of rooms: its sources, compiled classes, migrations and golden files.
 *
 * @param base the package in which the rooms are the first level
 * @param migrations folder with one folder a room
 * @param goldenFiles folder of {@code <event_type>.json}
 */
record House(String base, Path folder, Path migrations, Path goldenFiles, List<Source> sources, JavaClasses classes) {
    /** Every room sees these without naming them. */
    static final Set<String> GROUND = Set.of("kernel", "platform");

    /** Says on the card of {@code app} that it sees all; nobody may see such a room. */
    static final String ALL = "*";

    static final Path SERVER = Files.exists(Path.of("server/pom.xml")) ? Path.of("server") : Path.of("");
    private static @Nullable House careloom;

    /** The real one, read once a run. */
    static synchronized House careloom() {
        if (careloom == null) {
            careloom = of("io.careloom", SERVER.resolve("src/main"), SERVER.resolve("../spec/webhooks"), Room.class);
        }
        return careloom;
    }

    /** A house below {@code sourceRoot}, compiled to where {@code neighbour} is. */
    static House of(String base, Path sourceRoot, Path goldenFiles, Class<?> neighbour) {
        Path below = Path.of(base.replace('.', '/'));
        Path folder = sourceRoot.resolve("java").resolve(below);
        return new House(
                base,
                folder,
                sourceRoot.resolve(base.equals("io.careloom") ? "resources/db" : "resources/miniature/db"),
                goldenFiles,
                SourceReader.readAll(folder, base),
                new ClassFileImporter().importPath(compiled(neighbour).resolve(below)));
    }

    private static Path compiled(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names of the rooms, by listing the folder. */
    Set<String> rooms() {
        return folders(folder);
    }

    static Set<String> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return Set.of();
        }
        try (Stream<Path> list = Files.list(parent)) {
            return list.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the room's card says it sees; empty where it has no card. */
    Optional<Set<String>> card(String room) {
        try {
            Room card = Class.forName(base + "." + room + ".package-info").getAnnotation(Room.class);
            return Optional.ofNullable(card).map(found -> Set.of(found.sees()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    boolean seesAll(String room) {
        return card(room).orElse(Set.of()).contains(ALL);
    }

    /** True for a room with business in it: neither the ground nor the one that wires. */
    boolean isBusiness(Source source) {
        return !source.room().isEmpty() && !GROUND.contains(source.room()) && !seesAll(source.room());
    }

    boolean owns(JavaClass type) {
        return type.getPackageName().startsWith(base + ".");
    }

    /** The room of a type of this house. */
    String roomOf(JavaClass type) {
        String below = type.getPackageName().substring(base.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    /** The package below the room, empty for the root. */
    String insideOf(JavaClass type) {
        String room = base + "." + roomOf(type);
        return type.getPackageName().equals(room) ? "" : type.getPackageName().substring(room.length() + 1);
    }

    /** Each type outside its own file that a source needs when compiled, once, with the nested types as themselves. */
    Map<Source, Set<JavaClass>> needs() {
        Map<Source, Set<JavaClass>> needs = new LinkedHashMap<>();
        Map<String, Source> byName = new LinkedHashMap<>();
        sources.forEach(source -> byName.put(source.packageName() + "." + source.name(), source));
        for (JavaClass type : classes) {
            Source source = byName.get(outermost(type));
            if (source == null) {
                throw new IllegalStateException("compiled without a source, run a clean build: " + type.getName());
            }
            Set<JavaClass> targets = needs.computeIfAbsent(
                    source, none -> new TreeSet<>((a, b) -> a.getName().compareTo(b.getName())));
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!target.isPrimitive() && !outermost(target).equals(outermost(type))) {
                    targets.add(target);
                }
            }
        }
        return needs;
    }

    static String outermost(JavaClass type) {
        String name = type.getName();
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    /** Fails with every finding that no {@code @Allowed} excuses. */
    void obeys(Class<?> test, Function<House, List<Finding>> rule) {
        assertThat(rule.apply(this))
                .filteredOn(finding -> !isExcused(finding, test))
                .isEmpty();
    }

    /** True where the file, its member or the card of its package allows it. */
    boolean isExcused(Finding finding, Class<?> test) {
        String rule = test.getSimpleName();
        return finding.source().excuses(rule, finding.member())
                || sources.stream()
                        .filter(Source::isCard)
                        .filter(card ->
                                card.packageName().equals(finding.source().packageName()))
                        .anyMatch(card -> card.excuses(rule, ""));
    }
}
