package io.careloom.webhooks;

import io.careloom.partners.Tenant;
import io.careloom.platform.database.Database;
import io.careloom.platform.database.Migrations;
import io.careloom.platform.postgres.EmbeddedPostgres;
import io.careloom.platform.postgres.PostgresConfig;
import io.careloom.testing.TestFolders;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Measures deliveries with their durable queue against a bare client that posts the same signed bytes to the same receiver,
 * interleaved, and the time from commit to first attempt at 200 events a second. Run it by {@code bench/webhooks}.
 */
final class DeliveryBench {
    private static final int AT_ONCE = 64;
    private static final int EVENTS_A_SECOND = 200;

    private final WebhookWorld world;
    private final String url;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private final List<ProcessHandle> others;

    /** With the receiver and the database's first process, whose processor time counts too. */
    private DeliveryBench(WebhookWorld world, String url, List<ProcessHandle> others) {
        this.world = world;
        this.url = url;
        this.others = others;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int events = Integer.getInteger("events", 20_000);
        int rounds = Integer.getInteger("rounds", 3);
        int seconds = Integer.getInteger("seconds", 10);
        Path folder = TestFolders.create();
        Process receiver = receiver();
        try (BufferedReader said = receiver.inputReader();
                EmbeddedPostgres postgres =
                        EmbeddedPostgres.start(PostgresConfig.in(folder).withBinaries(TestFolders.sharedBinaries()))) {
            String url = "http://127.0.0.1:" + said.readLine() + "/hooks";
            Database.Address address =
                    new Database.Address(postgres.jdbcUrl(), postgres.user(), postgres.password(), 16);
            try (Database database = Database.open(address)) {
                Migrations.migrate(database.dataSource());
                try (WebhookWorld world = new WebhookWorld(database, address)) {
                    long first = Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                            .getFirst()
                            .strip());
                    List<ProcessHandle> others =
                            List.of(receiver.toHandle(), ProcessHandle.of(first).orElseThrow());
                    new DeliveryBench(world, url, others).run(events, rounds, seconds);
                }
            }
        } finally {
            receiver.destroy();
            TestFolders.delete(folder);
        }
        System.exit(0);
    }

    private static Process receiver() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseParallelGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BenchReceiver.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** How many a second, and the processor time that each took on this machine. */
    private record Speed(double rate, double micros) {}

    private void run(int events, int rounds, int seconds) throws InterruptedException, IOException {
        Tenant tenant = world.registered("Bench", url);
        System.out.println("warming up");
        bare(events / 2);
        deliver(tenant, events / 2);
        double[] ratios = new double[rounds];
        double[] efforts = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            Speed bare = bare(events);
            Speed delivered = deliver(tenant, events);
            ratios[round] = delivered.rate() / bare.rate();
            efforts[round] = bare.micros() / delivered.micros();
            System.out.printf(
                    "bare client %6.0f/s at %3.0f µs   deliveries %6.0f/s at %3.0f µs   ratio %.2f, of processor time %.2f%n",
                    bare.rate(), bare.micros(), delivered.rate(), delivered.micros(), ratios[round], efforts[round]);
        }
        Arrays.sort(ratios);
        Arrays.sort(efforts);
        System.out.printf(
                "median ratio %.2f, of processor time %.2f (goal 0.60)%n", ratios[rounds / 2], efforts[rounds / 2]);
        world.node();
        steady(tenant, seconds / 2);
        long[] micros = steady(tenant, seconds);
        System.out.printf(
                "commit to first attempt at %d events/s: p50 %.1f ms, p99 %.1f ms, max %.1f ms (goal 15, 100)%n",
                EVENTS_A_SECOND,
                micros[micros.length / 2] / 1e3,
                micros[micros.length * 99 / 100] / 1e3,
                micros[micros.length - 1] / 1e3);
    }

    private Speed since(long started, long cpu, int count) {
        return new Speed(count / seconds(started), (double) (cpu() - cpu) / count);
    }

    /** Posts a second by a client that does nothing else. */
    private Speed bare(int count) throws InterruptedException {
        byte[] body = ("{\"timestamp\":1666384936,\"event_type\":\"case_waiting\",\"case_id\":\"" + UUID.randomUUID()
                        + "\",\"metadata\":\"number 1\"}")
                .getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("Signature", Signature.hex(WebhookWorld.SECRET, body))
                .header("Authorization", WebhookWorld.AUTHORIZATION)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        AtomicInteger left = new AtomicInteger(count);
        long cpu = cpu();
        long started = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                threads.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        client.send(request, HttpResponse.BodyHandlers.discarding());
                    }
                    return true;
                });
            }
        }
        return since(started, cpu, count);
    }

    /** Deliveries a second, from facts in the log to recorded attempts. */
    private Speed deliver(Tenant tenant, int count) throws InterruptedException, IOException {
        for (int done = 0; done < count; done += 1_000) {
            world.write(tx -> {
                for (int i = 0; i < 1_000; i++) {
                    world.log.append(tx, Happened.to(tenant.tenantId(), UUID.randomUUID()));
                }
                return true;
            });
        }
        long last = stored() + count;
        long started = System.nanoTime();
        long cpu = cpu();
        world.node();
        while (stored() < last || queued(tenant)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        Speed speed = since(started, cpu, count);
        world.stop();
        int arrived = times().size();
        if (arrived != count) {
            throw new IllegalStateException(arrived + " arrived instead of " + count);
        }
        return speed;
    }

    /** Messages ever stored, by a look that costs nothing. */
    private long stored() {
        return world.write(tx -> tx.handle()
                .createQuery(
                        "select case when is_called then last_value else 0 end from webhooks.delivery_position_seq")
                .mapTo(Long.class)
                .one());
    }

    private boolean queued(Tenant tenant) {
        return world.write(tx -> tx.handle()
                .createQuery(
                        "select exists (select from webhooks.delivery where tenant_id = :tenant and status = 'queued')")
                .bind("tenant", tenant.tenantId())
                .mapTo(Boolean.class)
                .one());
    }

    /** Microseconds from commit to arrival, sorted. */
    private long[] steady(Tenant tenant, int seconds) throws InterruptedException, IOException {
        times();
        int count = seconds * EVENTS_A_SECOND;
        Map<String, Long> committed = new HashMap<>();
        long started = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = started + i * (1_000_000_000L / EVENTS_A_SECOND);
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            UUID id = world.write(tx -> world.log.append(tx, Happened.to(tenant.tenantId(), UUID.randomUUID())));
            committed.put(id.toString(), System.nanoTime());
        }
        TimeUnit.SECONDS.sleep(2);
        Map<String, Long> arrived = times();
        return committed.entrySet().stream()
                .mapToLong(event -> (arrived.getOrDefault(event.getKey(), Long.MAX_VALUE) - event.getValue()) / 1_000)
                .sorted()
                .toArray();
    }

    private Map<String, Long> times() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        List<String> lines =
                client.send(request, HttpResponse.BodyHandlers.ofLines()).body().toList();
        Map<String, Long> times = new HashMap<>();
        lines.forEach(line -> times.put(line.substring(0, 36), Long.parseLong(line.substring(37))));
        return times;
    }

    private static double seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toNanos() / 1e9;
    }

    /** Microseconds of processor time that server or client, receiver and database have used. */
    private long cpu() {
        long own = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1_000;
        return own
                + others.stream()
                        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                        .flatMap(process -> process.info().totalCpuDuration().stream())
                        .mapToLong(time -> time.toNanos() / 1_000)
                        .sum();
    }
}
