/** What tests of several rooms share: a real database, waiting, doubles of the outside world. */
@NullMarked
package io.careloom.testing;

import org.jspecify.annotations.NullMarked;
