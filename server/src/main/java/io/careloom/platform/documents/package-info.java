/**
 * Documents for printing: what stands on them is handed in, here it is laid out as PDF (ISO 32000). Knows nothing of what
 * the words mean.
 */
@NullMarked
package io.careloom.platform.documents;

import org.jspecify.annotations.NullMarked;
