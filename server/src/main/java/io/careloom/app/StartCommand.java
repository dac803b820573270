package io.careloom.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code careloom start}: the server. */
@Command(name = "start", description = "Starts the server.", mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
    @Mixin
    private Options options = new Options();

    @Option(names = "--port", paramLabel = "N", description = "Port of the API (default: 8080; 0 takes a free one).")
    private @Nullable Integer port;

    @Option(
            names = "--demo",
            description = "Seeds the demo world once and writes DIR/demo.json; never with real patients.")
    private boolean demo;

    @Override
    public Integer call() {
        CareloomConfig config = options.settings(port, Path.of("data"));
        Running running = Running.start(config, demo, System.out::println);
        if (demo) {
            DemoSeed.ensure(running, config, System.out::println);
        }
        System.out.println("Careloom listens on " + running.baseUrl() + " (health and metrics on 127.0.0.1:"
                + running.server().opsPort() + ").");
        running.keepServing();
        return 0;
    }
}
