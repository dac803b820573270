package io.careloom.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.access.Permissions;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Role;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.TenantRule;
import io.careloom.testing.Client;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Made from the route table: a foreign id answers as an unknown one does, on every operation that takes an id. */
class TenantIsolationTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final Examples EXAMPLES = new Examples(SERVER);
    private static final Set<TenantRule> GUARDED = Set.of(TenantRule.TENANT, TenantRule.PARTNER);

    static Stream<Route> partnerRows() {
        return SERVER.table().rows().stream()
                .filter(row -> GUARDED.contains(row.tenant()) && row.path().contains("{"))
                .filter(row ->
                        row.path().startsWith("/v1/partner") && !row.path().contains("{status}"));
    }

    static Stream<Route> webRows() {
        return SERVER.table().rows().stream()
                .filter(row -> GUARDED.contains(row.tenant()) && row.path().contains("{partner}"))
                // what no panel user may do, PermissionTest tries
                .filter(row -> row.permission() != null && Permissions.has(Role.PANEL_USER, row.permission()));
    }

    /** Rows on one patient's record or one file that a clinician has the right to call. */
    static Stream<Route> recordRows() {
        return SERVER.table().rows().stream()
                .filter(row -> row.tenant() == TenantRule.TENANT
                        && row.permission() != null
                        && Permissions.has(Role.CLINICIAN, row.permission()))
                .filter(row ->
                        row.path().contains("/{patient_id}") || row.path().contains("/files/{file"))
                .filter(row -> !row.path().contains("{case_id}"));
    }

    private static void assertHidden(Client stranger, Route row) throws InterruptedException {
        String path = EXAMPLES.fill(row.path());
        Client.Reply reply =
                stranger.send(row.method(), path, row.method().equals("GET") ? null : EXAMPLES.body(row.id()));

        assertThat(reply.status()).as("%s answered %s", row.id(), reply.body()).isEqualTo(404);
        assertThat(reply.text("/code")).isEqualTo("not_found");
        assertThat(reply.text("/message")).isEqualTo("Not found.");
    }

    @ParameterizedTest
    @MethodSource("partnerRows")
    void otherPartnersIdsAreUnknown(Route row) throws InterruptedException {
        assertHidden(SERVER.otherPartner(), row);
    }

    @ParameterizedTest
    @MethodSource("partnerRows")
    void otherEnvironmentsIdsAreUnknown(Route row) throws InterruptedException {
        // partner rows are the same in both environments
        if (row.tenant() == TenantRule.TENANT && row.permission() != Permission.SIMULATE) {
            assertHidden(SERVER.livePartner(), row);
        }
    }

    @ParameterizedTest
    @MethodSource("webRows")
    void panelUserOfAnotherPartnerSeesNothing(Route row) throws InterruptedException {
        assertHidden(SERVER.otherPanelUser(), row);
    }

    @ParameterizedTest
    @MethodSource("recordRows")
    void clinicianWithoutACaseOfThePatientSeesNothing(Route row) throws InterruptedException {
        assertHidden(SERVER.clinician(1), row);
    }

    @ParameterizedTest
    @MethodSource("partnerRows")
    void idThatIsNoUuidIsUnknown(Route row) throws InterruptedException {
        String path = row.path().replaceAll("\\{[^}]*}", "no-uuid");
        Client.Reply reply =
                SERVER.partner().send(row.method(), path, row.method().equals("GET") ? null : EXAMPLES.body(row.id()));

        assertThat(reply.status()).as(row.id()).isEqualTo(404);
    }

    @Test
    void tableHasRowsToTry() {
        assertThat(List.of(
                        partnerRows().count(), webRows().count(), recordRows().count()))
                .allMatch(count -> count >= 5);
    }
}
