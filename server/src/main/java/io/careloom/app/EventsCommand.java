package io.careloom.app;

import io.careloom.platform.database.Origin;
import io.careloom.platform.events.ParkedEvents;
import io.careloom.platform.events.ParkedEvents.Parked;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code careloom events …}: facts that a subscriber failed on. */
@Command(
        name = "events",
        description = "Looks after facts that a subscriber failed on.",
        subcommands = {EventsCommand.Listed.class, EventsCommand.Retry.class},
        mixinStandardHelpOptions = true)
final class EventsCommand {
    private static final Origin ORIGIN = Origin.worker("careloom events");

    /** Lists them; the subject's own later facts wait behind. */
    @Command(
            name = "parked",
            description = "Lists parked facts, oldest first; each is tried again every minute.",
            mixinStandardHelpOptions = true)
    static final class Listed implements Callable<Integer> {
        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() {
            List<Parked> parked = Offline.with(options, wiring -> wiring.transactions.read(ORIGIN, ParkedEvents::list));
            parked.forEach(
                    one -> System.out.println(one.parkedAt() + "  " + one.subscription() + "  " + one.name() + " "
                            + one.eventId() + " of " + one.subjectId() + ": " + one.error() + ", " + one.attempts()
                            + " tries, " + one.behind() + " behind it"));
            System.out.println(parked.size() + " parked.");
            return 0;
        }
    }

    /** Has them tried at once, by the running server. */
    @Command(
            name = "retry",
            description = "Has all parked facts tried at once, by the running server or after its next start.",
            mixinStandardHelpOptions = true)
    static final class Retry implements Callable<Integer> {
        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() {
            int due =
                    Offline.with(options, wiring -> wiring.transactions.write(ORIGIN, tx -> ParkedEvents.retryNow(tx)));
            System.out.println(due + " to be tried now.");
            return 0;
        }
    }
}
