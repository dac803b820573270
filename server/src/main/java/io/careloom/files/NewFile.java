package io.careloom.files;

import io.careloom.files.FilePolicy.Accepted;
import io.careloom.platform.blobs.Draft;
import org.jspecify.annotations.Nullable;

/** An upload that was examined and found good; its content is a draft until {@link Files#add} keeps it. */
public final class NewFile implements AutoCloseable {
    private final Draft draft;
    private final String name;
    private final String type;
    private final Accepted accepted;
    private final byte @Nullable [] thumbnail;

    NewFile(Draft draft, String name, String type, Accepted accepted, byte @Nullable [] thumbnail) {
        this.draft = draft;
        this.name = name;
        this.type = type;
        this.accepted = accepted;
        this.thumbnail = thumbnail;
    }

    Draft draft() {
        return draft;
    }

    String name() {
        return name;
    }

    String type() {
        return type;
    }

    Accepted accepted() {
        return accepted;
    }

    byte @Nullable [] thumbnail() {
        return thumbnail;
    }

    /** Drops the content unless it was kept. */
    @Override
    public void close() {
        draft.close();
    }
}
