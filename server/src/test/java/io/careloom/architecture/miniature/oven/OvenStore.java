package io.careloom.architecture.miniature.oven;

import io.careloom.architecture.miniature.platform.http.Row;

/** Planted: a public store that knows the web, a foreign schema, a star, and a statement without its tenant. */
public final class OvenStore {
    private static final String TENANT = "select name from oven.loaf where tenant_id = :tenant";

    String foreign() {
        return TENANT + """
            select l.name, s.price
            from oven.flour l join shop.price s on s.name = l.name
            """;
    }

    String star() {
        return "select * from oven.flour";
    }

    String everybody(Row row) {
        return "select name from oven.loaf where loaf_id = :id" + row;
    }
}
