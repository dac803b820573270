package io.careloom.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Who may open what: other rooms touch a room's root only; {@code http} and adapters call no foreign door; the root knows
 * nothing of its own {@code http}.
 */
class DoorsTest {
    /** Pure engines below a room are part of its inside, not adapters. */
    private static final Set<String> ENGINES = Set.of("rules");

    /** Chapters of rooms that outgrew one package: business with a door of their own, which other rooms may call; no adapters. */
    private static final Set<String> CHAPTERS = Set.of(
            "access.integration",
            "cases.charts",
            "cases.offerings",
            "cases.papers",
            "catalog.formulary",
            "catalog.imports",
            "catalog.offerings",
            "clinicians.offerings",
            "clinicians.staff",
            "orders.subscriptions",
            "partners.charges",
            "partners.pharmacies",
            "patients.exports",
            "patients.lists",
            "patients.network",
            "patients.readers",
            "prescribing.notices",
            "prescribing.pharmacies");

    /** What a handler sees of the platform beside its HTTP and plain tools: the transaction or steps it hands on, their origin. */
    private static final Set<String> SERVED = Set.of("Origin", "Steps", "Tx", "AuditEntry");

    @Test
    void otherRoomsTouchOnlyTheRoot() {
        House.careloom().obeys(DoorsTest.class, DoorsTest::entries);
    }

    @Test
    void httpCallsItsOwnDoorOnly() {
        House.careloom().obeys(DoorsTest.class, DoorsTest::http);
    }

    @Test
    void adaptersCallNoDoor() {
        House.careloom().obeys(DoorsTest.class, DoorsTest::adapters);
    }

    @Test
    void theRootDoesNotKnowItsHttp() {
        House.careloom().obeys(DoorsTest.class, DoorsTest::roots);
    }

    private interface Complaint {
        /** What is wrong with the need, or empty. */
        String about(Source source, JavaClass target);
    }

    private static List<Finding> complain(House house, Complaint complaint) {
        List<Finding> findings = new ArrayList<>();
        house.needs().forEach((source, targets) -> {
            if (house.isBusiness(source)) {
                targets.stream()
                        .filter(house::owns)
                        .map(target -> complaint.about(source, target))
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .forEach(text -> findings.add(Finding.in(source, text)));
            }
        });
        return findings;
    }

    static List<Finding> entries(House house) {
        return complain(house, (source, target) -> {
            String room = house.roomOf(target);
            boolean jumps = !room.equals(source.room())
                    && !House.GROUND.contains(room)
                    && !house.insideOf(target).isEmpty()
                    && !isChapter(room, house.insideOf(target));
            return jumps ? "jumps into " + room + "." + house.insideOf(target) : "";
        });
    }

    static List<Finding> http(House house) {
        return complain(house, (source, target) -> {
            if (!source.inside().equals("http")) {
                return "";
            }
            String room = house.roomOf(target);
            String name = target.getSimpleName();
            if (room.equals("kernel") || room.equals("platform") && mayServe(house, target)) {
                return "";
            }
            if (room.equals("platform")) {
                return "reaches past platform.http: " + name;
            }
            if (room.equals(source.room())) {
                return name.endsWith("Policy") || name.endsWith("Store") ? "holds rules: " + name : "";
            }
            return isValue(target) ? "" : "calls the door of another room: " + name;
        });
    }

    private static boolean mayServe(House house, JavaClass target) {
        return Set.of("", "http", "http.upload").contains(house.insideOf(target))
                || SERVED.contains(target.getSimpleName());
    }

    static List<Finding> adapters(House house) {
        return complain(house, (source, target) -> {
            boolean isAdapter = !source.inside().isEmpty()
                    && !source.inside().equals("http")
                    && !ENGINES.contains(source.inside())
                    && !isChapter(source.room(), source.inside())
                    && !source.isCard();
            if (!isAdapter || House.GROUND.contains(house.roomOf(target))) {
                return "";
            }
            boolean neighbour = house.roomOf(target).equals(source.room())
                    && house.insideOf(target).equals(source.inside());
            return neighbour || isValue(target) ? "" : "is an adapter and calls " + target.getSimpleName();
        });
    }

    static List<Finding> roots(House house) {
        return complain(house, (source, target) -> {
            boolean looksUp = source.inside().isEmpty()
                    && house.roomOf(target).equals(source.room())
                    && house.insideOf(target).equals("http");
            return looksUp ? "knows its own http: " + target.getSimpleName() : "";
        });
    }

    private static boolean isChapter(String room, String inside) {
        return CHAPTERS.contains(room + "." + inside);
    }

    /** A thing, a word, a port or a refusal, as opposed to a door that does something. */
    private static boolean isValue(JavaClass type) {
        return type.isRecord() || type.isEnum() || type.isInterface() || type.isAssignableTo(Throwable.class);
    }
}
