package io.careloom.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Permission;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
    private static Route complete(Route row) {
        return row.needs(Permission.PATIENT_READ)
                .touches(TenantRule.TENANT)
                .audited(AuditClass.NONE)
                .answersNothing()
                .by((tx, call) -> Answer.empty());
    }

    private static RouteTable table(Route... rows) {
        return new RouteTable(List.of(() -> List.of(rows)));
    }

    private static String found(RouteTable table, String method, String path) {
        return table.match(method, path) instanceof RouteTable.Match.Found(var route, var variables)
                ? route.path() + " " + variables
                : "nothing";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/partner/patients/7",
                "/v1/partner/patients/7/",
                "/partner/patients/7",
                "/v1/v1/partner/patients/7",
                "//v1/partner//patients/7"
            })
    void aliasesAndSlashesLeadToTheCanonicalRow(String path) {
        RouteTable table = table(complete(Route.get("/v1/partner/patients/{patient_id}", "Get patient")));

        assertThat(found(table, "GET", path)).isEqualTo("/v1/partner/patients/{patient_id} {patient_id=7}");
    }

    @Test
    void rootsHaveAliasesToo() {
        RouteTable table = table(complete(Route.get("/v1/partner", "Get partner")));

        assertThat(found(table, "GET", "/partner")).isEqualTo("/v1/partner {}");
        assertThat(found(table, "GET", "/v1/v1/partner/")).isEqualTo("/v1/partner {}");
    }

    @Test
    void aliasOfTheClinicianDoesNotSwallowClinicians() {
        RouteTable table = table(complete(Route.get("/v1/clinician/{id}", "x")));

        assertThat(found(table, "GET", "/clinicians/7")).isEqualTo("nothing");
    }

    @Test
    void literalWinsOverVariableAndVariableServesTheRest() {
        RouteTable table = table(
                complete(Route.post("/a/{id}/x", "one")),
                complete(Route.post("/a/search", "two")),
                complete(Route.get("/a/{id}", "three")));

        assertThat(found(table, "POST", "/a/search")).isEqualTo("/a/search {}");
        assertThat(found(table, "POST", "/a/search/x")).isEqualTo("/a/{id}/x {id=search}");
    }

    @Test
    void knownPathWithAnotherMethodNamesTheAllowedOnes() {
        RouteTable table = table(complete(Route.get("/a", "one")), complete(Route.post("/a", "two")));

        assertThat(table.match("DELETE", "/a"))
                .isEqualTo(new RouteTable.Match.OtherMethods(
                        Map.of("GET", 1, "POST", 1).keySet()));
    }

    @Test
    void rowThatLeavesSomethingOutRefusesToStart() {
        assertThatThrownBy(() -> table(Route.get("/a", "one")))
                .hasMessageContaining("GET /a names no permission and is not open")
                .hasMessageContaining("GET /a names no tenant rule")
                .hasMessageContaining("GET /a names no audit class")
                .hasMessageContaining("GET /a does not say what it answers")
                .hasMessageContaining("GET /a has no handler");
    }

    @Test
    void openRowMayNotTouchTenantData() {
        Route row = Route.get("/a", "one")
                .open()
                .touches(TenantRule.TENANT)
                .audited(AuditClass.NONE)
                .answersNothing()
                .by((tx, call) -> Answer.empty());

        assertThatThrownBy(() -> table(row)).hasMessageContaining("GET /a is open and touches tenant data");
    }

    @Test
    void twoRowsForOnePathRefuseToStart() {
        assertThatThrownBy(() -> table(complete(Route.get("/a/{x}", "one")), complete(Route.get("/a/{y}", "two"))))
                .hasMessageContaining("GET /a/{y} stands twice");
    }

    @Test
    void openRowMayNotShowPersonalData() {
        Route row =
                complete(Route.get("/a", "one")).open().touches(TenantRule.NONE).audited(AuditClass.READ);

        assertThatThrownBy(() -> table(row)).hasMessageContaining("GET /a is open and shows personal data");
    }

    @Test
    void signatureOverNoBodyRefusesToStart() {
        assertThatThrownBy(() -> table(complete(Route.get("/a", "one")).orSigned()))
                .hasMessageContaining("GET /a takes signatures and has no body of JSON to sign");
    }

    @Test
    void readThatWantsABodyRefusesToStart() {
        assertThatThrownBy(() -> table(complete(Route.get("/a", "one")).reads(String.class)))
                .hasMessageContaining("GET /a is a GET that reads a body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "/a/", "/", "", "/a//b", "/A", "/a b", "/{A}", "/{}", "/a/{x", "/{x}/{x}"})
    void oddPathRefusesToStart(String path) {
        assertThatThrownBy(() -> table(complete(Route.get(path, "one")))).hasMessageContaining("GET " + path + " ");
    }

    @Test
    void handlersNamesOfVariablesAreTheRowsOwn() {
        RouteTable table = table(complete(Route.get("/a/{x}", "one")), complete(Route.post("/a/{y}", "two")));

        assertThat(found(table, "GET", "/a/7")).isEqualTo("/a/{x} {x=7}");
        assertThat(found(table, "POST", "/a/7")).isEqualTo("/a/{y} {y=7}");
    }
}
