/**
 * A chapter of the catalog: the official public files that an operator loads, the FDA's NDC products and the ICD-10-CM codes of
 * CMS. A file is read and checked as a whole before anything is written.
 */
@NullMarked
package io.careloom.catalog.imports;

import org.jspecify.annotations.NullMarked;
