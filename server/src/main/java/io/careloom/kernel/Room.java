package io.careloom.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The card of a room: the rooms whose doors it may use. Every room also sees {@code kernel} and {@code platform}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PACKAGE)
public @interface Room {
    /** Names of first-level packages, such as {@code "partners"}; {@code "*"} for all, which only {@code app} says. */
    String[] sees() default {};
}
