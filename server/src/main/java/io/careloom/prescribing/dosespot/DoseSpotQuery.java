package io.careloom.prescribing.dosespot;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A path with its query; parameters that are null are left out. */
final class DoseSpotQuery {
    private final StringBuilder text;
    private char next = '?';

    DoseSpotQuery(String path) {
        text = new StringBuilder(path);
    }

    DoseSpotQuery with(String name, @Nullable Object value) {
        if (value != null) {
            text.append(next)
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8)
                            .replace("+", "%20"));
            next = '&';
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
