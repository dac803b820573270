package io.careloom.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How much of the API document answers: a report, which fails when an answer is lost. */
class MissionTest {
    private static final Mission MISSION = Mission.read();

    @Test
    void factsNameEveryPageOfTheDocumentOnce() {
        assertThat(MISSION.endpoints()).hasSize(67);
        assertThat(MISSION.events()).hasSize(6);
        assertThat(MISSION.embedding().sends()).hasSize(12);
        assertThat(MISSION.ids())
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("(P|E|H|CL|W|S|WC|HC|HS)-[0-9]{2}"));
        assertThat(MISSION.endpoints())
                .allMatch(endpoint -> endpoint.method().matches("GET|POST|PUT|PATCH|DELETE"))
                .allMatch(endpoint -> endpoint.path().matches("(/([a-z0-9-]+|\\{[a-z_]+}))+"));
        assertThat(MISSION.endpoints())
                .extracting(endpoint -> Mission.row(endpoint.method(), endpoint.path()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatAnsweredOnceStillAnswers() {
        Set<String> rows = TestServer.shared().table().rows().stream()
                .map(row -> Mission.row(row.method(), row.path()))
                .collect(Collectors.toSet());
        Predicate<Mission.Endpoint> answers = endpoint -> endpoint.answers(rows);
        List<Mission.Endpoint> endpoints =
                MISSION.endpoints().stream().filter(answers).toList();
        List<Mission.Event> events =
                MISSION.events().stream().filter(Mission.Event::answers).toList();

        System.out.println("@Mission " + endpoints.size() + " of 67 endpoints, " + events.size()
                + " of 6 events answer; embedding: " + (MISSION.embedding().answers() ? "yes" : "not yet"));
        MISSION.endpoints().stream()
                .filter(answers.negate())
                .forEach(endpoint -> System.out.println(
                        "  missing " + endpoint.id() + " " + endpoint.method() + " " + endpoint.path()));
        MISSION.events().stream()
                .filter(event -> !event.answers())
                .forEach(event -> System.out.println("  missing " + event.id() + " " + event.eventType()));

        assertThat(endpoints).hasSizeGreaterThanOrEqualTo(MISSION.answered().endpoints());
        assertThat(events).hasSizeGreaterThanOrEqualTo(MISSION.answered().events());
    }
}
