package io.careloom.sandbox.story;

/** A step of the story did not go as it should; the message says which and what was answered. */
public final class StoryFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoryFailed(String message) {
        super(message, null, false, false);
    }
}
