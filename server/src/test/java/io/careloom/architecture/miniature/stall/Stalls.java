package io.careloom.architecture.miniature.stall;

public final class Stalls {
    public String open() {
        return "open";
    }
}
