package io.careloom.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The wall clock, random numbers, the environment and threads are met in {@code platform} only. */
class ChanceTest {
    private static final Set<String> CALLS = Set.of(
            "java.util.UUID.randomUUID",
            "java.lang.Math.random",
            "java.lang.System.getenv",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime");
    private static final Set<String> TYPES = Set.of(
            "java.util.Random",
            "java.util.Timer",
            "java.security.SecureRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.concurrent.Executors",
            "java.util.concurrent.CompletableFuture",
            "java.lang.Thread");

    @Test
    void onlyThePlatformMeetsChance() {
        House.careloom().obeys(ChanceTest.class, ChanceTest::chance);
    }

    static List<Finding> chance(House house) {
        Map<String, Source> byName = house.sources().stream()
                .collect(Collectors.toMap(source -> source.packageName() + "." + source.name(), source -> source));
        Set<Finding> findings = new LinkedHashSet<>();
        for (JavaClass type : house.classes()) {
            if (house.roomOf(type).equals("platform")) {
                continue;
            }
            type.getCodeUnitAccessesFromSelf().forEach(access -> {
                if (isChance(access.getTarget())) {
                    findings.add(new Finding(
                            byName.get(House.outermost(type)),
                            memberName(access.getOwner()),
                            "leaves it to chance: " + name(access.getTarget())));
                }
            });
        }
        return new ArrayList<>(findings);
    }

    private static boolean isChance(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        boolean reads = owner.startsWith("java.time.")
                && (target.getName().equals("now") || target.getName().startsWith("system"));
        return reads || TYPES.contains(owner) || CALLS.contains(name(target));
    }

    private static String name(CodeUnitAccessTarget target) {
        return target.getOwner().getName() + "." + target.getName();
    }

    /** The name the member has in its source; constructors are called like their class there. */
    private static String memberName(JavaCodeUnit unit) {
        return unit.isConstructor() ? unit.getOwner().getSimpleName() : unit.getName();
    }
}
