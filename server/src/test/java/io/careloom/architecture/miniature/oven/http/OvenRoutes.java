package io.careloom.architecture.miniature.oven.http;

import io.careloom.architecture.miniature.oven.Loaf;
import io.careloom.architecture.miniature.platform.http.Row;

/** A table of rows, as it should be. */
public final class OvenRoutes implements Row {
    String show(Loaf loaf) {
        return loaf.toString();
    }
}
