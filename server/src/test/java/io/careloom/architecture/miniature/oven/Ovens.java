package io.careloom.architecture.miniature.oven;

import io.careloom.architecture.miniature.bread.Breads;
import io.careloom.architecture.miniature.oven.http.OvenRoutes;
import java.sql.Connection;

/** Planted: a door that calls upwards, knows its own rows, JDBC, and holds SQL. */
public final class Ovens {
    private static final String ALL = "select name from oven.loaf where tenant_id = :tenant";

    /** Calls upwards. */
    public String bake(Breads breads, OvenRoutes routes, Connection connection) {
        return breads.name() + routes + connection + ALL;
    }
}
