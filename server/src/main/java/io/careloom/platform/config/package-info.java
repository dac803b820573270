/** Settings from one commented file, the environment and the command line; unknown keys refuse to start. */
@NullMarked
package io.careloom.platform.config;

import org.jspecify.annotations.NullMarked;
