package io.careloom.platform.http;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Times requests by canonical route and status class; no label ever holds a value of a request. */
final class RequestMetrics {
    private final PrometheusMeterRegistry registry;
    private final Map<Labels, Timer> timers = new ConcurrentHashMap<>();

    private record Labels(String route, int statusClass) {}

    RequestMetrics(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    void count(@Nullable Route route, int status, long nanos) {
        timers.computeIfAbsent(new Labels(route == null ? "none" : route.id(), status / 100), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Labels labels) {
        return Timer.builder("careloom.requests")
                .description("Requests by route and status class")
                .tag("route", labels.route())
                .tag("status", labels.statusClass() + "xx")
                .register(registry);
    }
}
