package io.careloom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sizes and names: small files and methods, few parameters, most types hidden, no refused name. */
class ShapeTest {
    private static final int FILE = 400;
    private static final int TEST_FILE = 600;
    private static final int METHOD = 45;
    private static final int PARAMETERS = 5;
    private static final int FILES_A_PACKAGE = 30;
    private static final int HIDDEN_PERCENT = 40;
    private static final Set<String> REFUSED = Set.of(
            "Manager",
            "Helper",
            "Helpers",
            "Util",
            "Utils",
            "Common",
            "Impl",
            "Service",
            "Processor",
            "Data",
            "Info",
            "DTO",
            "Dto",
            "VO",
            "Vo");
    private static final Set<String> REFUSED_AHEAD = Set.of("Abstract", "Base");
    private static final Pattern UNNUMBERED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?![^\\n]*#\\d)");

    @Test
    void filesMethodsAndPackagesAreSmall() {
        House.careloom().obeys(ShapeTest.class, ShapeTest::fileSizes);
    }

    @Test
    void testsAreSmallToo() {
        testsOfCareloom().obeys(ShapeTest.class, house -> sizes(house, TEST_FILE));
    }

    @Test
    void namesAreOfTheHouse() {
        House.careloom().obeys(ShapeTest.class, ShapeTest::names);
    }

    @Test
    void nothingIsLeftUndone() {
        House.careloom().obeys(ShapeTest.class, ShapeTest::habits);
        testsOfCareloom().obeys(ShapeTest.class, ShapeTest::habits);
    }

    @Test
    void whatIsPublicPromisesSomething() {
        House.careloom().obeys(ShapeTest.class, ShapeTest::promises);
    }

    @Test
    void mostTypesAreHidden() {
        assertThat(hiddenPercent(House.careloom())).isGreaterThanOrEqualTo(HIDDEN_PERCENT);
    }

    /** The test sources as a house without classes, less the miniature, which is bad on purpose. */
    private static House testsOfCareloom() {
        House house = House.careloom();
        Path folder = House.SERVER.resolve("src/test/java/io/careloom");
        List<Source> sources = SourceReader.readAll(folder, house.base()).stream()
                .filter(source -> !source.inside().startsWith("miniature"))
                .toList();
        return new House(house.base(), folder, house.migrations(), house.goldenFiles(), sources, house.classes());
    }

    static List<Finding> fileSizes(House house) {
        return sizes(house, FILE);
    }

    static List<Finding> sizes(House house, int lines) {
        List<Finding> findings = new ArrayList<>();
        for (Source source : house.sources()) {
            if (source.length() > lines) {
                findings.add(Finding.in(source, "has " + source.length() + " lines"));
            }
            for (Source.Method method : source.methods()) {
                if (method.lines() > METHOD) {
                    findings.add(new Finding(source, method.name(), "has " + method.lines() + " lines"));
                }
                if (method.parameters() > PARAMETERS) {
                    findings.add(new Finding(source, method.name(), "has " + method.parameters() + " parameters"));
                }
            }
        }
        Map<String, List<Source>> packages = house.sources().stream()
                .filter(source -> !source.isCard())
                .collect(Collectors.groupingBy(Source::packageName));
        packages.values().stream()
                .filter(files -> files.size() > FILES_A_PACKAGE)
                .forEach(files -> findings.add(
                        Finding.in(files.getFirst(), "stands in a package of " + files.size() + " files")));
        return findings;
    }

    static List<Finding> names(House house) {
        List<Finding> findings = new ArrayList<>();
        for (Source source : house.sources()) {
            for (Source.Type type : source.types()) {
                String[] words = words(type.name());
                if (REFUSED.contains(words[words.length - 1]) || REFUSED_AHEAD.contains(words[0])) {
                    findings.add(Finding.in(source, "has a refused name: " + type.name()));
                }
            }
            boolean isOfTheTable =
                    source.name().endsWith("Routes") || source.name().endsWith("Json") || source.isCard();
            if (house.isBusiness(source) && source.inside().equals("http") && !isOfTheTable) {
                findings.add(Finding.in(source, "is neither Routes nor Json"));
            }
        }
        return findings;
    }

    static List<Finding> habits(House house) {
        List<Finding> findings = new ArrayList<>();
        for (Source source : house.sources()) {
            if (source.mentions().stream().anyMatch(name -> name.endsWith(".*"))) {
                findings.add(Finding.in(source, "imports with a wildcard"));
            }
            if (UNNUMBERED.matcher(source.text()).find() && !source.name().equals("ShapeTest")) {
                findings.add(Finding.in(source, "leaves something undone without an issue number"));
            }
            boolean mayCatchAll =
                    source.room().equals("platform") || source.name().endsWith("Worker");
            source.methods().stream()
                    .filter(method -> method.broadCatch() && !mayCatchAll)
                    .forEach(method -> findings.add(new Finding(source, method.name(), "catches everything")));
        }
        return findings;
    }

    static List<Finding> promises(House house) {
        List<Finding> findings = new ArrayList<>();
        for (Source source : house.sources()) {
            source.types().stream()
                    .filter(type -> type.open() && !type.documented())
                    .forEach(type -> findings.add(Finding.in(source, "promises nothing: " + type.name())));
            source.methods().stream()
                    .filter(method -> method.promised() && !method.documented())
                    .forEach(method -> findings.add(new Finding(source, method.name(), "promises nothing")));
        }
        return findings;
    }

    static long hiddenPercent(House house) {
        List<Source.Type> types = house.sources().stream()
                .flatMap(source -> source.types().stream())
                .toList();
        return types.stream().filter(type -> !type.open()).count() * 100 / types.size();
    }

    /** {@code CaseWebRoutes} as Case, Web, Routes. */
    static String[] words(String name) {
        return name.split("(?<=[a-z0-9])(?=[A-Z])");
    }
}
