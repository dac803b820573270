package io.careloom.cases.offerings;

import io.careloom.cases.CaseEvent.CaseProcessing;
import io.careloom.cases.CaseStatus;
import io.careloom.cases.offerings.LineDesk.Done;
import io.careloom.cases.offerings.LineDesk.Open;
import io.careloom.kernel.Caller;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.util.Map;
import java.util.Set;

/**
 * What a case in processing needs nobody for: its services are done, since their paper can be had from now on, and a case
 * of which nothing is still to come is completed.
 */
final class ProcessingFollower implements Subscriber {
    private static final String READY = "The PDF is ready.";

    private final LineDesk desk;

    ProcessingFollower(LineDesk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "cases.offerings";
    }

    @Override
    public Set<String> names() {
        return Set.of(CaseProcessing.class.getSimpleName(), OfferingsReopened.class.getSimpleName());
    }

    @Override
    public void on(Tx tx, RecordedEvent event) {
        Caller server = Caller.system(event.tenantId());
        desk.casework()
                .lockIfShown(tx, event.tenantId(), event.subjectId())
                .filter(found -> found.status() == CaseStatus.PROCESSING)
                .ifPresent(found -> follow(new Open(tx, server, found)));
    }

    private void follow(Open open) {
        for (CaseOffering line : desk.lines(open)) {
            if (LineKind.SERVED.has(line) && line.status() == LineStatus.PENDING) {
                CaseOffering sent = desk.keep(open, new Done("submitted", line, line.submit(Map.of(), open.act())));
                CaseOfferings.acknowledge(desk, open, sent, READY);
            }
        }
        desk.settle(open);
    }
}
