package io.careloom.platform.http;

import java.util.List;

/** The rows of one room for one audience. */
@FunctionalInterface
public interface Routes {
    /** All rows, complete. */
    List<Route> rows();
}
