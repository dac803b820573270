package io.careloom.architecture;

import java.util.List;

/**
 * A Java file as the rules see it.
 *
 * @param room first-level package below the base, empty for none
 * @param inside package below the room ({@code http}), empty for the room's root
 * @param name simple name of the top-level type, or {@code package-info}
 * @param mentions qualified names in imports and code, comments left out
 */
record Source(
        String packageName,
        String room,
        String inside,
        String name,
        String text,
        List<Type> types,
        List<Method> methods,
        List<Text> texts,
        List<String> mentions,
        List<Excuse> excuses) {

    /** A type, top-level or nested; {@code open} when it and all around it are public. */
    record Type(String name, String kind, boolean open, boolean topLevel, boolean documented) {}

    /** A method or constructor; {@code promised} when it is public on an open type and not an override. */
    record Method(String name, int lines, int parameters, boolean promised, boolean documented, boolean broadCatch) {}

    /** A string literal and the method or field that holds it. */
    record Text(String member, String value) {}

    /** An {@code @Allowed}: on the whole file where {@code member} is empty. */
    record Excuse(String rule, String because, String member) {}

    boolean isCard() {
        return name.equals("package-info");
    }

    boolean isStore() {
        return name.endsWith("Store");
    }

    /** Lines of the file. */
    int length() {
        return (int) text.lines().count();
    }

    /** {@code cases/http/CaseWebRoutes}: short, and the same on every machine. */
    String place() {
        String folder = inside.isEmpty() ? room : room + "/" + inside.replace('.', '/');
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    boolean excuses(String rule, String member) {
        return excuses.stream()
                .anyMatch(excuse -> excuse.rule().equals(rule)
                        && (excuse.member().isEmpty() || excuse.member().equals(member)));
    }
}
