package io.careloom.app;

import io.careloom.sandbox.DemoFile;
import io.careloom.sandbox.story.Story;
import io.careloom.sandbox.story.StoryFailed;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code careloom demo}: everything from nothing, and one case played through the public API. */
@Command(
        name = "demo",
        description = "Starts a demo world and plays one case through the public API.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private Options options = new Options();

    @Option(names = "--port", paramLabel = "N", description = "Port of the API (default: 8080; 0 takes a free one).")
    private @Nullable Integer port;

    @Option(
            names = "--exit",
            description = "Stops after the story; exit code 0 only if every step and signature was right.")
    private boolean exit;

    @Override
    public Integer call() throws InterruptedException {
        // a story that stops itself needs no known port, so it never collides with a server that runs
        Integer wanted = port == null && exit ? Integer.valueOf(0) : port;
        CareloomConfig config = options.settings(wanted, Path.of("data", "demo"));
        if (config.http().tls().keyStore() != null) {
            throw new Main.Refusal("the story of the demo speaks plain HTTP; leave http.tls out");
        }
        Running running = Running.start(config, true, System.out::println);
        DemoFile demo = DemoSeed.ensure(running, config, System.out::println);
        try {
            new Story(demo, System.out::println).play();
        } catch (StoryFailed e) {
            System.err.println("careloom: the story failed: " + e.getMessage());
            running.close();
            return 1;
        }
        if (exit) {
            running.close();
            return 0;
        }
        tell(demo, config);
        running.keepServing();
        return 0;
    }

    private static void tell(DemoFile demo, CareloomConfig config) {
        DemoFile.DemoPartner partner = demo.partners().getFirst();
        System.out.println();
        System.out.println("API            " + demo.baseUrl() + "   (documentation: " + demo.baseUrl() + "/docs)");
        System.out.println("Outgoing mail  " + demo.outbox());
        System.out.println("Partner        " + partner.name() + ", sandbox client_id "
                + partner.environments().sandbox().clientId());
        System.out.println("All keys and logins: " + DemoSeed.file(config));
        System.out.println("Stop with Ctrl-C.");
    }
}
