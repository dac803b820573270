package io.careloom.architecture;

/** One place that breaks a rule. */
record Finding(Source source, String member, String what) {
    static Finding in(Source source, String what) {
        return new Finding(source, "", what);
    }

    @Override
    public String toString() {
        return source.place() + (member.isEmpty() ? "" : "#" + member) + " " + what;
    }
}
