package io.careloom.platform.http;

import io.careloom.platform.validation.Storable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The index of the API: all rows of all rooms, checked for completeness, findable by method and path. Literal segments win
 * over variables; aliases and trailing slashes lead to the canonical row.
 */
public final class RouteTable {
    private static final String VERSION = "v1";
    private static final Set<String> ALIASED = Set.of("partner", "clinician", "hubspot");

    /** What the decoder puts in the place of bytes that are no UTF-8. */
    private static final char UNREADABLE = '\ufffd';

    private static final Pattern SEGMENT = Pattern.compile("[a-z0-9._-]+|\\{[a-z][a-z0-9_]*}");

    private final List<Route> rows;
    private final Node root = new Node();

    /** A segment of the tree of paths. */
    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private @Nullable Node variable;
        private final Map<String, Bound> methods = new LinkedHashMap<>();
    }

    private record Bound(Route route, List<String> variables) {}

    /** What a method and path lead to. */
    sealed interface Match {
        record Found(Route route, Map<String, String> variables) implements Match {}

        record OtherMethods(Set<String> allowed) implements Match {}

        record Nothing() implements Match {}
    }

    /**
     * A table of all rows.
     *
     * @throws IllegalStateException naming every row that leaves something out or stands twice
     */
    public RouteTable(List<Routes> rooms) {
        rows = rooms.stream().flatMap(room -> room.rows().stream()).toList();
        List<String> faults = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Route row : rows) {
            faults.addAll(faults(row));
            if (!seen.add(row.method() + " " + row.path().replaceAll("\\{[^}]*}", "{}"))) {
                faults.add(row.id() + " stands twice");
            }
            insert(row);
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the route table is incomplete: " + String.join("; ", faults));
        }
    }

    private static List<String> faults(Route row) {
        List<String> faults = new ArrayList<>();
        check(faults, row, row.path().matches("(?:/[^/]+)+"), "has a path that does not start, or ends, with a slash");
        check(faults, row, row.permission() != null || row.opened(), "names no permission and is not open");
        check(faults, row, row.permission() == null || !row.opened(), "is open and asks for a permission");
        check(faults, row, !row.signable() || row.permission() != null, "takes signatures and names no permission");
        check(
                faults,
                row,
                !row.signable() || !row.method().equals("GET") && row.intake() == null,
                "takes signatures and has no body of JSON to sign");
        check(faults, row, row.tenant() != null, "names no tenant rule");
        check(faults, row, !row.opened() || row.tenant() == TenantRule.NONE, "is open and touches tenant data");
        check(
                faults,
                row,
                !row.opened() || row.linked() || row.audit() != AuditClass.READ,
                "is open and shows personal data");
        check(faults, row, row.audit() != null, "names no audit class");
        check(faults, row, row.audit() != AuditClass.WRITE || row.write(), "is audited as a write and only reads");
        check(faults, row, !row.method().equals("GET") || row.request() == Void.class, "is a GET that reads a body");
        check(faults, row, row.answer() != null, "does not say what it answers");
        check(faults, row, row.handler() != null || row.stepped() != null, "has no handler");
        check(faults, row, !row.name().isBlank(), "has no name");
        Set<String> variables = new LinkedHashSet<>();
        for (String segment : segments(row.path())) {
            check(faults, row, SEGMENT.matcher(segment).matches(), "has an odd path segment " + segment);
            check(faults, row, !segment.startsWith("{") || variables.add(segment), "names two variables " + segment);
        }
        return faults;
    }

    private static void check(List<String> faults, Route row, boolean right, String fault) {
        if (!right) {
            faults.add(row.id() + " " + fault);
        }
    }

    private void insert(Route row) {
        Node node = root;
        List<String> variables = new ArrayList<>();
        for (String segment : segments(row.path())) {
            if (segment.startsWith("{")) {
                variables.add(segment.substring(1, segment.length() - 1));
                if (node.variable == null) {
                    node.variable = new Node();
                }
                node = node.variable;
            } else {
                node = node.literals.computeIfAbsent(segment, _ -> new Node());
            }
        }
        node.methods.put(row.method(), new Bound(row, variables));
    }

    /** All rows, in the order of the rooms. */
    public List<Route> rows() {
        return rows;
    }

    /** The row of a path as it stands in the request line: escapes are read after the path is cut at its slashes. */
    Match match(String method, String rawPath) {
        List<String> segments = canonical(segments(rawPath));
        if (!decode(segments)) {
            return new Match.Nothing();
        }
        Set<String> others = new LinkedHashSet<>();
        Match found = search(root, segments, 0, new ArrayList<>(), new Search(method, others));
        if (found != null) {
            return found;
        }
        return others.isEmpty() ? new Match.Nothing() : new Match.OtherMethods(others);
    }

    private record Search(String method, Set<String> otherMethods) {}

    private @Nullable Match search(Node node, List<String> segments, int at, List<String> values, Search search) {
        if (at == segments.size()) {
            Bound bound = node.methods.get(search.method());
            if (bound == null) {
                search.otherMethods().addAll(node.methods.keySet());
                return null;
            }
            Map<String, String> variables = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                variables.put(bound.variables().get(i), values.get(i));
            }
            return new Match.Found(bound.route(), variables);
        }
        Node literal = node.literals.get(segments.get(at));
        if (literal != null) {
            Match found = search(literal, segments, at + 1, values, search);
            if (found != null) {
                return found;
            }
        }
        if (node.variable == null) {
            return null;
        }
        values.addLast(segments.get(at));
        Match found = search(node.variable, segments, at + 1, values, search);
        values.removeLast();
        return found;
    }

    /** Several spellings of one path lead to one row: clients disagree about the prefix (partner-contract.md section 1). */
    private static List<String> canonical(List<String> segments) {
        int versions = 0;
        while (versions < segments.size() && segments.get(versions).equals(VERSION)) {
            versions++;
        }
        if (versions == 1 || versions > 2 || versions == segments.size() || !ALIASED.contains(segments.get(versions))) {
            return segments;
        }
        List<String> canonical = new ArrayList<>(segments.subList(versions, segments.size()));
        canonical.addFirst(VERSION);
        return canonical;
    }

    /** Replaces escapes by what they stand for; false when one is broken or stands for what cannot be stored. */
    private static boolean decode(List<String> segments) {
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.indexOf('%') >= 0) {
                try {
                    // a plus is a plus in a path
                    segment = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException e) {
                    return false;
                }
                segments.set(i, segment);
            }
            if (!Storable.isStorable(segment) || segment.indexOf(UNREADABLE) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                if (i > start) {
                    segments.add(path.substring(start, i));
                }
                start = i + 1;
            }
        }
        return segments;
    }
}
