package io.careloom.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.testing.Client;
import io.careloom.testing.Client.Reply;
import io.careloom.testing.MadeUp;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** Eight partners' programs that create patients and cases until the server is gone, and note what was acknowledged. */
final class Writers {
    private static final int COUNT = 8;

    private final Client partner;
    private final Set<String> patients = ConcurrentHashMap.newKeySet();
    private final Set<String> cases = ConcurrentHashMap.newKeySet();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = IntStream.range(0, COUNT)
            .mapToObj(number -> Thread.ofVirtual().name("writer-" + number).unstarted(this::write))
            .toList();

    Writers(Client partner) {
        this.partner = partner;
    }

    Writers start() {
        threads.forEach(Thread::start);
        return this;
    }

    private void write() {
        try {
            while (true) {
                Reply patient = partner.post("/v1/partner/patients", MadeUp.patient());
                String patientId = patient.status() == 200 ? patient.text("/patient_id") : "";
                note(patient, patients, patientId);
                if (!patientId.isEmpty()) {
                    Reply opened = partner.post("/v1/partner/cases", Examples.caseOf(patientId));
                    note(opened, cases, opened.status() == 200 ? opened.text("/case_id") : "");
                }
            }
        } catch (UncheckedIOException e) {
            return; // the server is gone
        }
    }

    private void note(Reply reply, Set<String> acknowledged, String id) {
        if (reply.status() == 200) {
            acknowledged.add(id);
        } else {
            refusals.add(reply.status() + " " + reply.body());
        }
    }

    /** Waits until all have noticed that the server is gone. */
    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Ids of patients whose creation was acknowledged. */
    Set<String> patients() {
        return patients;
    }

    /** Ids of cases whose creation was acknowledged. */
    Set<String> cases() {
        return cases;
    }

    /** Answers other than 200. */
    List<String> refusals() {
        return refusals;
    }

    /** Asks a server for all that was acknowledged. */
    void areAllKnownTo(Client again) {
        assertThat(patients)
                .allSatisfy(id -> again.get("/v1/partner/patients/" + id).ok());
        assertThat(cases).allSatisfy(id -> again.get("/v1/partner/cases/" + id).ok());
    }
}
