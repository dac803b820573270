package io.careloom.journeys;

import org.jspecify.annotations.Nullable;

/** Made-up things of one kind. A room with things of its own adds a {@code SceneOf…} and its line in {@link Scene}. */
interface ScenePart {
    /** The id, word or secret for a name, newly made; null for a name of another part. */
    @Nullable
    String make(String name) throws InterruptedException;
}
