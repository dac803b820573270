package io.careloom.clinicians;

import io.careloom.kernel.Environment;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Environments by their words on the wire. */
final class Environments {
    private Environments() {}

    static Set<Environment> of(Collection<String> words) {
        Set<Environment> environments = EnumSet.noneOf(Environment.class);
        words.forEach(word -> Environment.named(word).ifPresent(environments::add));
        return environments;
    }
}
