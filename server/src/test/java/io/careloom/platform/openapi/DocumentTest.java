package io.careloom.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.careloom.kernel.Change;
import io.careloom.kernel.Permission;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.RouteTable;
import io.careloom.platform.http.TenantRule;
import io.careloom.platform.json.NumberOrText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document says what the records and rows say. */
class DocumentTest {
    record Street(@NotNull String zipCode) {}

    record Sent(
            @NotNull @Size(max = 35) String firstName,
            @Nullable @Pattern(regexp = "a|b") String kind,
            @Nullable @NumberOrText String quantity,
            @JsonProperty("prescrption_id") @Nullable UUID prescriptionId,
            @Nullable @Valid Street street) {}

    record Patch(
            Change<@Size(min = 2, max = 5) String> lastName,
            Change<@Min(1) Integer> gender,
            Change<@Valid Street> street,
            Change<LocalDate> dateOfBirth) {}

    record Priced(
            Change<@DecimalMin("0") @Digits(integer = 3, fraction = 2) BigDecimal> fee,
            Change<@Positive Integer> unitId,
            @Nullable @Valid Street street,
            @JsonUnwrapped @Valid @Nullable Street flat) {}

    record Shown(
            UUID thingId,
            @Nullable Instant updatedAt,
            @JsonRawValue String payload,
            @Nullable Void later,
            Object anything,
            List<Street> streets) {}

    private static Route row(Route start) {
        return complete(start.needs(Permission.PATIENT_WRITE).touches(TenantRule.TENANT));
    }

    private static Route complete(Route start) {
        return start.audited(AuditClass.NONE).answers(Shown.class).by((tx, call) -> Answer.empty());
    }

    private static String document() {
        return OpenApi.document(new RouteTable(List.of(() -> List.of(
                row(Route.post("/v1/partner/things", "Create thing")).reads(Sent.class),
                row(Route.patch("/v1/partner/things/{thing_id}", "Change thing"))
                        .reads(Patch.class),
                row(Route.put("/v1/partner/things/{thing_id}/price", "Price thing"))
                        .reads(Priced.class),
                row(Route.get("/v1/partner/things", "List things")).answers(Route.Shape.PAGED, Shown.class),
                complete(Route.get("/v1/status/{platform}", "Get status").open().touches(TenantRule.NONE)),
                row(Route.get("/docs", "Read")).answers(Route.Shape.RAW, Void.class)))));
    }

    private static JsonNode at(String pointer) {
        return JsonMapper.shared().readTree(document()).at(pointer);
    }

    private static JsonNode schema(String name) {
        return at("/components/schemas/DocumentTest" + name);
    }

    @Test
    void sameTableMakesTheSameBytes() {
        assertThat(document()).isEqualTo(document()).endsWith("}\n");
    }

    @Test
    void requestHasNamesOfTheWireLimitsAndWhatIsRequired() {
        assertThat(schema("Sent").toString())
                .isEqualTo("{\"type\":\"object\",\"properties\":{"
                        + "\"first_name\":{\"type\":\"string\",\"maxLength\":35},"
                        + "\"kind\":{\"type\":[\"string\",\"null\"],\"pattern\":\"^(?:a|b)$\"},"
                        + "\"quantity\":{\"type\":[\"string\",\"number\",\"null\"]},"
                        + "\"prescrption_id\":{\"type\":[\"string\",\"null\"],\"format\":\"uuid\"},"
                        + "\"street\":{\"anyOf\":[{\"type\":\"null\"},{\"$ref\":\"#/components/schemas/DocumentTestStreet\"}]}},"
                        + "\"required\":[\"first_name\"]}");
    }

    @Test
    void partialUpdateShowsTheValuesThemselvesWithTheirLimits() {
        assertThat(schema("Patch").toString())
                .isEqualTo("{\"type\":\"object\",\"properties\":{"
                        + "\"last_name\":{\"type\":[\"string\",\"null\"],\"minLength\":2,\"maxLength\":5},"
                        + "\"gender\":{\"type\":[\"integer\",\"null\"],\"format\":\"int32\",\"minimum\":1},"
                        + "\"street\":{\"anyOf\":[{\"type\":\"null\"},{\"$ref\":\"#/components/schemas/DocumentTestStreet\"}]},"
                        + "\"date_of_birth\":{\"type\":[\"string\",\"null\"],\"format\":\"date\"}}}");
    }

    @Test
    void numbersHaveTheirLimitsAndFieldsThatMayStandBesideAreShown() {
        assertThat(schema("Priced").toString())
                .isEqualTo("{\"type\":\"object\",\"properties\":{"
                        + "\"fee\":{\"type\":[\"number\",\"null\"],\"minimum\":0,\"maximum\":999.99,\"multipleOf\":0.01},"
                        + "\"unit_id\":{\"type\":[\"integer\",\"null\"],\"format\":\"int32\",\"exclusiveMinimum\":0},"
                        + "\"street\":{\"anyOf\":[{\"type\":\"null\"},{\"$ref\":\"#/components/schemas/DocumentTestStreet\"}]},"
                        + "\"zip_code\":{\"type\":\"string\"}}}");
    }

    @Test
    void answerAlwaysHasAllItsKeysInTheOrderOfTheWire() {
        assertThat(schema("Shown").toString())
                .isEqualTo("{\"type\":\"object\",\"properties\":{"
                        + "\"thing_id\":{\"type\":\"string\",\"format\":\"uuid\"},"
                        + "\"updated_at\":{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"},"
                        + "\"payload\":{\"type\":\"object\"},"
                        + "\"later\":{\"type\":\"null\"},"
                        + "\"anything\":{},"
                        + "\"streets\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/DocumentTestStreet\"}}},"
                        + "\"required\":[\"thing_id\",\"updated_at\",\"payload\",\"later\",\"anything\",\"streets\"]}");
    }

    @Test
    void operationSaysWhoMayCallAndHowItIsRefused() {
        JsonNode operation = at("/paths/~1v1~1partner~1things/post");

        assertThat(operation.path("x-permission").asString()).isEqualTo("PATIENT_WRITE");
        assertThat(operation.path("tags").toString()).isEqualTo("[\"partner\"]");
        assertThat(operation.path("security").toString()).isEqualTo("[{\"bearer\":[]}]");
        assertThat(operation.path("parameters").toString())
                .isEqualTo("[{\"$ref\":\"#/components/parameters/IdempotencyKey\"}]");
        assertThat(operation.path("responses").propertyNames())
                .containsExactly("200", "400", "401", "403", "404", "409", "413", "415", "418", "422", "503");
    }

    @Test
    void openOperationNeedsNoTokenAndIsNotForbidden() {
        JsonNode operation = at("/paths/~1v1~1status~1{platform}/get");

        assertThat(operation.path("security").isEmpty()).isTrue();
        assertThat(operation.path("responses").propertyNames()).containsExactly("200", "404", "418", "422", "503");
    }

    @Test
    void listIsAPageOfItsRecords() {
        JsonNode operation = at("/paths/~1v1~1partner~1things/get");

        assertThat(operation
                        .at("/responses/200/content/application~1json/schema")
                        .toString())
                .isEqualTo("{\"$ref\":\"#/components/schemas/Page\",\"properties\":{\"data\":{\"type\":\"array\","
                        + "\"items\":{\"$ref\":\"#/components/schemas/DocumentTestShown\"}}}}");
        assertThat(operation.path("parameters").size()).isEqualTo(2);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        JsonNode document = JsonMapper.shared().readTree(document());

        assertThat(java.util.regex.Pattern.compile("\"\\$ref\" : \"#([^\"]+)\"")
                        .matcher(document())
                        .results()
                        .map(found -> found.group(1))
                        .distinct()
                        .filter(pointer -> document.at(pointer).isMissingNode()))
                .isEmpty();
    }

    @Test
    void pagesOfDocumentationAreNoOperations() {
        assertThat(at("/paths").propertyNames()).doesNotContain("/docs");
    }
}
