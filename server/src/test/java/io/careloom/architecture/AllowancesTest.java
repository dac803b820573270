package io.careloom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Exceptions from the rules are counted, shown, and gone when nothing needs them any more. */
class AllowancesTest {
    /** All rules that can be excused, by the test that asks for them. */
    static final Map<Class<?>, List<Function<House, List<Finding>>>> RULES = Map.of(
            RoomsTest.class, List.of(RoomsTest::cards, RoomsTest::arrows, RoomsTest::reach),
            DoorsTest.class, List.of(DoorsTest::entries, DoorsTest::http, DoorsTest::adapters, DoorsTest::roots),
            PlainDomainTest.class,
                    List.of(
                            PlainDomainTest::roots,
                            PlainDomainTest::pure,
                            PlainDomainTest::stores,
                            PlainDomainTest::words),
            SqlAtHomeTest.class,
                    List.of(
                            SqlAtHomeTest::homes,
                            SqlAtHomeTest::hidden,
                            SqlAtHomeTest::statements,
                            SqlAtHomeTest::tenants),
            ChanceTest.class, List.of(ChanceTest::chance),
            EventsTest.class, List.of(EventsTest::records, EventsTest::goldenFiles),
            ShapeTest.class, List.of(ShapeTest::fileSizes, ShapeTest::names, ShapeTest::habits, ShapeTest::promises));

    @Test
    void everyExceptionExcusesSomethingAndGivesAReason() {
        House house = House.careloom();
        List<Source.Excuse> excuses = house.sources().stream()
                .flatMap(source -> source.excuses().stream())
                .toList();
        System.out.println("@Allowed: " + excuses.size() + " exceptions from the rules of the house");
        excuses.forEach(excuse -> System.out.println("@Allowed " + excuse.rule() + ": " + excuse.because()));
        assertThat(idle(house)).isEmpty();
    }

    /** Exceptions without a finding or without a reason. */
    static List<String> idle(House house) {
        List<String> idle = new ArrayList<>();
        for (Source source : house.sources()) {
            for (Source.Excuse excuse : source.excuses()) {
                boolean isUsed = findings(house, excuse.rule()).stream()
                        .anyMatch(finding -> isAbout(finding, source)
                                && (excuse.member().isEmpty() || excuse.member().equals(finding.member())));
                if (!isUsed || excuse.because().isBlank()) {
                    idle.add(source.place() + " allows " + excuse.rule() + " for nothing");
                }
            }
        }
        return idle;
    }

    private static boolean isAbout(Finding finding, Source source) {
        return source.isCard()
                ? finding.source().packageName().equals(source.packageName())
                : finding.source().equals(source);
    }

    private static List<Finding> findings(House house, String rule) {
        return RULES.entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().equals(rule))
                .flatMap(entry -> entry.getValue().stream())
                .flatMap(check -> check.apply(house).stream())
                .toList();
    }
}
