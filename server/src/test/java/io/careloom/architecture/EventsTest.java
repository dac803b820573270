package io.careloom.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import io.careloom.kernel.DomainEvent;
import io.careloom.kernel.PartnerFacing;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Events are records in the past tense; what partners receive is pinned by a golden file. */
class EventsTest {
    private static final Set<String> IRREGULAR = Set.of(
            "Begun", "Chosen", "Found", "Held", "Lost", "Made", "Paid", "Put", "Sent", "Set", "Sold", "Taken",
            "Written");

    @Test
    void eventsAreRecordsInThePastTense() {
        House.careloom().obeys(EventsTest.class, EventsTest::records);
    }

    @Test
    void partnerFacingEventsHaveAGoldenFile() {
        House.careloom().obeys(EventsTest.class, EventsTest::goldenFiles);
    }

    static List<Finding> records(House house) {
        List<Finding> findings = new ArrayList<>();
        for (JavaClass type : house.classes()) {
            if (!isEvent(type, DomainEvent.class) || type.getName().contains("$")) {
                continue;
            }
            Source source = sourceOf(house, type);
            if (!type.isRecord()) {
                findings.add(Finding.in(source, "is an event but no record"));
            }
            if (Arrays.stream(ShapeTest.words(type.getSimpleName())).noneMatch(EventsTest::isPast)) {
                findings.add(Finding.in(source, "is an event but not in the past tense"));
            }
        }
        return findings;
    }

    private static boolean isPast(String word) {
        return word.endsWith("ed") || IRREGULAR.contains(word);
    }

    static List<Finding> goldenFiles(House house) {
        List<Finding> findings = new ArrayList<>();
        for (JavaClass type : house.classes()) {
            if (!isEvent(type, PartnerFacing.class)) {
                continue;
            }
            Source source = sourceOf(house, type);
            List<String> names = source.texts().stream()
                    .filter(text -> text.member().equals("eventType"))
                    .map(Source.Text::value)
                    .toList();
            if (names.isEmpty()) {
                findings.add(Finding.in(source, "does not say its event type as text"));
            }
            names.stream()
                    .filter(name -> !Files.exists(house.goldenFiles().resolve(name + ".json")))
                    .forEach(name -> findings.add(Finding.in(source, "has no golden file " + name + ".json")));
        }
        return findings;
    }

    private static boolean isEvent(JavaClass type, Class<?> kind) {
        return !type.isInterface() && type.isAssignableTo(kind);
    }

    private static Source sourceOf(House house, JavaClass type) {
        return house.sources().stream()
                .filter(source -> (source.packageName() + "." + source.name()).equals(House.outermost(type)))
                .findFirst()
                .orElseThrow();
    }
}
