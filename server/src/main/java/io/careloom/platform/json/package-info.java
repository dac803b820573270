/** Values of the wire that the JSON library would read too leniently, or not as this wire writes them. */
@NullMarked
package io.careloom.platform.json;

import org.jspecify.annotations.NullMarked;
