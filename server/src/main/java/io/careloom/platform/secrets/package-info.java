/** Unguessable texts, their digests, and passwords kept by a memory-hard hash. */
@NullMarked
package io.careloom.platform.secrets;

import org.jspecify.annotations.NullMarked;
