/**
 * The rules of the house, as tests. Rooms are discovered by listing folders, sources are read by the JDK's own parser
 * (ArchUnit cannot see inlined constants, sizes and text), classes by ArchUnit. {@code miniature} is a house of a few
 * rooms that breaks every rule once, to show that each rule can fail.
 */
@NullMarked
package io.careloom.architecture;

import org.jspecify.annotations.NullMarked;
