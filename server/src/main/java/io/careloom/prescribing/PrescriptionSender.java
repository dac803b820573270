package io.careloom.prescribing;

import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.jobs.Loop;
import io.careloom.prescribing.Drafting.Draft;
import io.careloom.prescribing.Prescription.Status;
import io.careloom.prescribing.PrescriptionGateway.Prescribed;
import io.careloom.prescribing.PrescriptionGateway.State;
import io.careloom.prescribing.PrescriptionStore.Claimed;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes prescriptions to their networks, one step at a time and never inside a transaction: what is due is leased, the network
 * is asked, what it said is recorded. A node that dies between two steps leaves a lease that ends; the next one looks where
 * the network stands before it sends, and whatever the first one still learns is not recorded.
 */
public final class PrescriptionSender implements AutoCloseable {
    private static final Origin ORIGIN = Origin.worker("prescriptions");
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int MOST_TRIES = 8;

    private final Transactions transactions;
    private final Prescriptions prescriptions;
    private final Drafting drafting;
    private final Map<Environment, PrescriptionGateway> gateways;
    private final Loop loop = new Loop("prescriptions", Duration.ofSeconds(1), this::step);

    /** A worker for one node; not yet started. */
    public PrescriptionSender(
            Transactions transactions,
            Prescriptions prescriptions,
            Drafting drafting,
            Map<Environment, PrescriptionGateway> gateways) {
        this.transactions = transactions;
        this.prescriptions = prescriptions;
        this.drafting = drafting;
        this.gateways = Map.copyOf(gateways);
    }

    /** Starts to send. */
    public void start() {
        loop.start();
    }

    /** Wakes the worker. */
    public void wake() {
        loop.bell().run();
    }

    /** When the worker looks at a prescription that just came to this status. */
    static Duration firstLook(Status status) {
        return switch (status) {
            case DRAFT, SENDING, CANCELLING -> Duration.ZERO;
            case SENT -> Duration.ofSeconds(2);
            case ERROR, VERIFIED, CANCELLED -> Duration.ofDays(1); // nobody looks
        };
    }

    /** Does one step of one prescription; false when none is due. */
    boolean step() {
        UUID lease = Ids.random();
        Optional<Claimed> claimed = transactions.write(ORIGIN, tx -> new PrescriptionStore(tx).claim(lease, LEASE));
        claimed.ifPresent(found -> {
            Duration lookAgain = carry(found);
            transactions.write(ORIGIN, tx -> {
                new PrescriptionStore(tx).release(found, lookAgain);
                return null;
            });
        });
        return claimed.isPresent();
    }

    /** One step; answers when to look again, or null when the record says it. */
    private @Nullable Duration carry(Claimed claimed) {
        Prescription prescription = claimed.prescription();
        PrescriptionGateway gateway =
                gateways.get(transactions.read(ORIGIN, tx -> drafting.environment(tx, prescription)));
        if (gateway == null) {
            fail(claimed, "No prescribing network is configured.");
            return null;
        }
        try {
            if (prescription.status() == Status.DRAFT) {
                draft(gateway, claimed);
            } else {
                advance(gateway, claimed);
            }
            return null;
        } catch (GatewayFailure e) {
            return failed(claimed, e);
        }
    }

    private void draft(PrescriptionGateway gateway, Claimed claimed) {
        Prescription prescription = claimed.prescription();
        Draft draft;
        try {
            draft = transactions.read(ORIGIN, tx -> drafting.of(tx, prescription));
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.INVALID) {
                throw e; // the database, not the prescription
            }
            fail(claimed, e.getMessage() == null ? "It cannot be sent." : e.getMessage());
            return;
        }
        int patient = gateway.syncPatient(draft.patient());
        transactions.write(ORIGIN, tx -> {
            drafting.synced(tx, prescription.tenantId(), prescription.patientId(), patient);
            return null;
        });
        int number = gateway.draft(draft.asked(patient));
        transactions.write(ORIGIN, tx -> {
            prescriptions.noted(tx, claimed, number);
            return null;
        });
    }

    private void advance(PrescriptionGateway gateway, Claimed claimed) {
        Prescription prescription = claimed.prescription();
        Prescribed prescribed = transactions.read(ORIGIN, tx -> drafting.prescribed(tx, prescription));
        if (prescribed == null) { // it never came to the network
            record(claimed, new State(PrescriptionGateway.Status.CANCELLED, null));
            return;
        }
        record(
                claimed,
                switch (prescription.status()) {
                    case SENDING -> send(gateway, prescribed, claimed.attempts());
                    case CANCELLING -> gateway.cancel(prescribed, prescription.details());
                    case DRAFT, SENT, ERROR, VERIFIED, CANCELLED -> gateway.state(prescribed);
                });
    }

    /** A send without an answer is looked after before it is repeated. */
    private static State send(PrescriptionGateway gateway, Prescribed prescribed, int attempts) {
        State known = attempts == 0 ? new State(PrescriptionGateway.Status.DRAFT, null) : gateway.state(prescribed);
        return known.status() == PrescriptionGateway.Status.DRAFT ? gateway.send(prescribed) : known;
    }

    private Duration failed(Claimed claimed, GatewayFailure failure) {
        Prescription prescription = claimed.prescription();
        boolean unsent = prescription.status() == Status.DRAFT || prescription.status() == Status.SENDING;
        boolean over = failure.kind() == GatewayFailure.Kind.REFUSED
                || failure.kind() == GatewayFailure.Kind.NOT_TAKEN && claimed.attempts() >= MOST_TRIES;
        if (unsent && over) {
            fail(claimed, failure.reason());
        }
        return later(claimed.attempts());
    }

    private void record(Claimed claimed, State state) {
        transactions.write(ORIGIN, tx -> {
            prescriptions.report(tx, claimed, state);
            return null;
        });
    }

    private void fail(Claimed claimed, String reason) {
        transactions.write(ORIGIN, tx -> {
            prescriptions.fail(tx, claimed, reason);
            return null;
        });
    }

    /** Twice as long each time, from two seconds to half an hour. */
    private static Duration later(int attempts) {
        return Duration.ofSeconds(Math.min(1_800, 2L << Math.min(attempts, 10)));
    }

    @Override
    public void close() {
        loop.close();
    }
}
