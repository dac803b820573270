/**
 * A chapter of cases: its lines, each an offering with a copy of the product of its own, from pending over processing to
 * completed or cancelled. What happens to a line is told with its case.
 */
@NullMarked
package io.careloom.cases.offerings;

import org.jspecify.annotations.NullMarked;
