/** What bytes are, whatever their name says: kinds of content, pictures and their thumbnails. */
@NullMarked
package io.careloom.platform.media;

import org.jspecify.annotations.NullMarked;
