package io.careloom.architecture;

import static io.careloom.architecture.House.ALL;
import static io.careloom.architecture.House.GROUND;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The map of arrows: every room has a card, the cards form no cycle, code and imports stay within the card. */
class RoomsTest {
    @Test
    void everyRoomHasACard() {
        House.careloom().obeys(RoomsTest.class, RoomsTest::cards);
    }

    @Test
    void cardsNameRoomsAndFormNoCycle() {
        House.careloom().obeys(RoomsTest.class, RoomsTest::arrows);
    }

    @Test
    void codeAndImportsStayWithinTheCard() {
        House.careloom().obeys(RoomsTest.class, RoomsTest::reach);
    }

    static List<Finding> cards(House house) {
        Set<String> carded = new TreeSet<>();
        List<Finding> findings = new ArrayList<>();
        for (Source source : house.sources()) {
            if (source.isCard()) {
                carded.add(source.packageName());
                if (!source.text().strip().startsWith("/**")) {
                    findings.add(Finding.in(source, "says nothing about its package"));
                }
                if (!source.text().contains("@NullMarked")) {
                    findings.add(Finding.in(source, "is not @NullMarked"));
                }
                if (source.inside().isEmpty() && house.card(source.room()).isEmpty()) {
                    findings.add(Finding.in(source, "has no @Room"));
                }
            }
        }
        Set<String> told = new TreeSet<>(carded);
        house.sources().stream()
                .filter(source -> told.add(source.packageName()))
                .forEach(source -> findings.add(Finding.in(source, "stands in a package without package-info")));
        return findings;
    }

    static List<Finding> arrows(House house) {
        List<Finding> findings = new ArrayList<>();
        for (Source card : house.sources()) {
            if (!card.isCard() || !card.inside().isEmpty()) {
                continue;
            }
            for (String seen : house.card(card.room()).orElse(Set.of())) {
                if (seen.equals(ALL)) {
                    continue;
                }
                if (!house.rooms().contains(seen)) {
                    findings.add(Finding.in(card, "sees " + seen + ", which is no room"));
                } else if (GROUND.contains(seen) || house.seesAll(seen)) {
                    findings.add(Finding.in(card, "must not name " + seen));
                } else if (closure(house, seen).contains(card.room())) {
                    findings.add(Finding.in(card, "sees " + seen + ", which leads back to it"));
                }
            }
        }
        return findings;
    }

    /** All rooms that can be reached from this one along the cards, itself included. */
    private static Set<String> closure(House house, String room) {
        Set<String> reached = new LinkedHashSet<>(Set.of(room));
        List<String> open = new ArrayList<>(reached);
        while (!open.isEmpty()) {
            house.card(open.removeLast()).orElse(Set.of()).stream()
                    .filter(reached::add)
                    .forEach(open::add);
        }
        return reached;
    }

    static List<Finding> reach(House house) {
        List<Finding> findings = new ArrayList<>();
        house.needs()
                .forEach((source, targets) -> targets.stream()
                        .filter(house::owns)
                        .map(house::roomOf)
                        .distinct()
                        .filter(room -> !maySee(house, source, room))
                        .forEach(room -> findings.add(Finding.in(source, "uses " + room + ", not on its card"))));
        Pattern word = Pattern.compile(Pattern.quote(house.base()) + "\\.([a-z]+)\\b.*");
        for (Source source : house.sources()) {
            source.mentions().stream()
                    .map(word::matcher)
                    .filter(Matcher::matches)
                    .map(match -> match.group(1))
                    .distinct()
                    .filter(room -> house.rooms().contains(room) && !maySee(house, source, room))
                    .forEach(room -> findings.add(Finding.in(source, "names " + room + ", not on its card")));
        }
        return findings;
    }

    private static boolean maySee(House house, Source source, String room) {
        if (source.room().isEmpty() || source.room().equals(room)) {
            return true;
        }
        return switch (source.room()) {
            case "kernel" -> false;
            case "platform" -> room.equals("kernel");
            default ->
                Stream.concat(house.card(source.room()).orElse(Set.of()).stream(), GROUND.stream())
                        .anyMatch(seen -> seen.equals(ALL) || seen.equals(room));
        };
    }
}
