/** What is shown of cases in lists and beside them, shaped like the wire; values only. */
@NullMarked
package io.careloom.cases.charts;

import org.jspecify.annotations.NullMarked;
