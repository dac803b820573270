package io.careloom.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The business is plain Java: no HTTP, JDBC, JSON, vendor or thread in a room's root; policies and things are pure. */
class PlainDomainTest {
    /** Constraints are words about a value, read by the web; they call nothing. */
    private static final Set<String> PLAIN =
            Set.of("io.careloom.kernel", "jakarta.validation", "java", "javax.crypto", "org.jspecify", "org.slf4j");

    /** Pure functions of the platform. */
    private static final Set<String> PURE_TOOLS = Set.of("Fields", "Link");

    private static final Set<String> NOT_PLAIN =
            Set.of("java.sql", "java.net.http", "java.util.concurrent.locks", "java.lang.reflect");
    private static final Set<String> WAITS_OR_FAILS =
            Set.of("java.io", "java.nio", "java.net", "java.util.concurrent", "org.slf4j");
    private static final Set<String> STORE = Set.of("java", "org.jspecify", "org.jdbi", "org.slf4j");
    private static final Set<String> BUSINESS_WORDS = Set.of(
            "Case",
            "Cases",
            "Clinician",
            "Clinicians",
            "Partner",
            "Partners",
            "Patient",
            "Patients",
            "Prescription",
            "Prescriptions");

    @Test
    void rootsArePlainJava() {
        House.careloom().obeys(PlainDomainTest.class, PlainDomainTest::roots);
    }

    @Test
    void policiesThingsAndRulesArePure() {
        House.careloom().obeys(PlainDomainTest.class, PlainDomainTest::pure);
    }

    @Test
    void storesKnowSqlOnly() {
        House.careloom().obeys(PlainDomainTest.class, PlainDomainTest::stores);
    }

    @Test
    void theGroundKnowsNoBusinessWord() {
        House.careloom().obeys(PlainDomainTest.class, PlainDomainTest::words);
    }

    static List<Finding> roots(House house) {
        List<Finding> findings = new ArrayList<>();
        house.needs().forEach((source, targets) -> {
            boolean isRoot = house.isBusiness(source) && source.inside().isEmpty() && !source.isStore();
            if (isRoot || source.room().equals("kernel")) {
                for (JavaClass target : targets) {
                    if (house.owns(target) ? isHttp(house, target) : !isPlain(target)) {
                        findings.add(Finding.in(source, "is not plain: " + target.getName()));
                    }
                }
            }
        });
        return findings;
    }

    private static boolean isPlain(JavaClass type) {
        return isIn(type, PLAIN) && !isIn(type, NOT_PLAIN);
    }

    private static boolean isHttp(House house, JavaClass type) {
        return house.roomOf(type).equals("platform") && house.insideOf(type).equals("http");
    }

    static List<Finding> pure(House house) {
        List<Finding> findings = new ArrayList<>();
        house.needs().forEach((source, targets) -> {
            if (!house.isBusiness(source) || !isPure(source)) {
                return;
            }
            for (JavaClass target : targets) {
                boolean surprises = house.owns(target)
                        ? isOfImpurePlatform(house, target)
                                || target.getSimpleName().endsWith("Store")
                        : isIn(target, WAITS_OR_FAILS);
                if (surprises) {
                    findings.add(Finding.in(source, "is not pure: " + target.getName()));
                }
            }
        });
        return findings;
    }

    private static boolean isOfImpurePlatform(House house, JavaClass type) {
        return house.roomOf(type).equals("platform") && !PURE_TOOLS.contains(type.getSimpleName());
    }

    private static boolean isPure(Source source) {
        boolean isThing = source.inside().isEmpty()
                && source.types().stream()
                        .anyMatch(type -> type.topLevel()
                                && (type.kind().equals("RECORD") || type.kind().equals("ENUM")));
        return isThing || source.inside().equals("rules") || source.name().endsWith("Policy");
    }

    static List<Finding> stores(House house) {
        List<Finding> findings = new ArrayList<>();
        house.needs().forEach((source, targets) -> {
            if (!house.isBusiness(source) || !source.isStore()) {
                return;
            }
            for (JavaClass target : targets) {
                if (house.owns(target)
                        ? isHttp(house, target) || isForeignDoor(house, source, target)
                        : !isIn(target, STORE)) {
                    findings.add(Finding.in(source, "is a store and knows " + target.getName()));
                }
            }
        });
        return findings;
    }

    private static boolean isForeignDoor(House house, Source source, JavaClass target) {
        String room = house.roomOf(target);
        return !room.equals(source.room())
                && !House.GROUND.contains(room)
                && !target.isRecord()
                && !target.isEnum()
                && !target.isInterface();
    }

    static List<Finding> words(House house) {
        List<Finding> findings = new ArrayList<>();
        for (Source source : house.sources()) {
            if (source.room().equals("platform")) {
                source.types().stream()
                        .filter(type ->
                                Arrays.stream(ShapeTest.words(type.name())).anyMatch(BUSINESS_WORDS::contains))
                        .forEach(type ->
                                findings.add(Finding.in(source, "knows a word of the business: " + type.name())));
            }
        }
        return findings;
    }

    private static boolean isIn(JavaClass type, Set<String> packages) {
        return packages.stream()
                .anyMatch(name -> type.getPackageName().equals(name)
                        || type.getPackageName().startsWith(name + "."));
    }
}
