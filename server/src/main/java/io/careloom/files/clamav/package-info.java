/** ClamAV's daemon as the scanner of uploads. */
@NullMarked
package io.careloom.files.clamav;

import org.jspecify.annotations.NullMarked;
