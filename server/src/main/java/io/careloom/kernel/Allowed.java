package io.careloom.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An exception from an architecture rule, with its reason; the tests count and print them. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PACKAGE})
@Repeatable(Allowed.Several.class)
public @interface Allowed {
    /** The simple name of the architecture test that would complain. */
    String rule();

    /** Why the exception is better than obeying. */
    String because();

    /** Container that Java asks for. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.PACKAGE})
    @interface Several {
        /** The exceptions. */
        Allowed[] value();
    }
}
