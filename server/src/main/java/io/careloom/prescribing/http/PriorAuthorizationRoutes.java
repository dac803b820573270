package io.careloom.prescribing.http;

import static io.careloom.kernel.Permission.PRESCRIBE;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.cases.Cases.Shown;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Steps;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.upload.Form;
import io.careloom.platform.http.upload.Intake;
import io.careloom.prescribing.Benefits;
import io.careloom.prescribing.PriorAuthorizationStep;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a clinician asks an insurance to pay for a prescription. */
public final class PriorAuthorizationRoutes implements Routes {
    private static final String PATH = "/v1/clinician/prescriptions/{prescription_id}/dosespot/prior-auth";
    private static final String QUESTION = PATH + "/questions/{question_id}";
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    /** How a document begins, by its content type. */
    private static final Map<String, String> BEGINNINGS =
            Map.of("%PDF-", "application/pdf", "\u0089PNG", "image/png", "\u00ff\u00d8\u00ff", "image/jpeg");

    private final Benefits benefits;

    /** Rows over the door. */
    public PriorAuthorizationRoutes(Benefits benefits) {
        this.benefits = benefits;
    }

    /** Why the insurance should think again. */
    record Appeal(@NotBlank @Size(max = 2000) String reason) {}

    /**
     * An answer to a question of the insurance: as its {@code AnswerType} wants it, one of the four.
     *
     * @param answer in words (FreeText)
     * @param number Numeric
     * @param dateTime Date, DateTime
     * @param choices Select, Multiselect
     */
    record Reply(
            @Nullable @Size(max = 2000) String answer,
            @Nullable BigDecimal number,
            @Nullable OffsetDateTime dateTime,
            @Nullable @Size(max = 100) List<@NotNull @Valid Choice> choices) {
        /** One of the answers that the question offers, and what is added to it. */
        record Choice(
                @NotNull @Min(1) Integer id,
                @Nullable @Size(max = 2000) String text) {}

        PriorAuthorizationStep step(int questionId) {
            List<PriorAuthorizationStep.Choice> chosen = choices == null
                    ? List.of()
                    : choices.stream()
                            .map(one -> new PriorAuthorizationStep.Choice(one.id, one.text))
                            .toList();
            String text = answer == null || answer.isBlank() ? null : answer;
            long told =
                    Stream.of(text, number, dateTime).filter(Objects::nonNull).count() + (chosen.isEmpty() ? 0 : 1);
            if (told != 1) {
                throw Problem.invalid("answer", "One of answer, number, date_time and choices is required.");
            }
            return new PriorAuthorizationStep.Reply(questionId, text, number, dateTime, chosen);
        }
    }

    /** The form, for the documentation. */
    record Attachment(@NotNull String file) {}

    private record Document(PriorAuthorizationStep.Attachment step) implements Intake.Received {
        @Override
        public void close() {
            // held in memory only
        }
    }

    @Override
    public List<Route> rows() {
        return List.of(
                row(Route.post(PATH + "/appeal", "Prior Auth Appeal"))
                        .reads(Appeal.class)
                        .inSteps((steps, call) -> done(
                                steps,
                                call,
                                new PriorAuthorizationStep.Appeal(
                                        call.body(Appeal.class).reason()))),
                row(Route.post(PATH + "/cancel", "Prior Auth Cancel"))
                        .inSteps((steps, call) -> done(steps, call, new PriorAuthorizationStep.Cancel())),
                row(Route.get(QUESTION, "Get Prior Auth Question"))
                        .audited(READ)
                        .inSteps((steps, call) ->
                                done(steps, call, new PriorAuthorizationStep.Question(call.number("question_id")))),
                row(Route.post(QUESTION + "/answer", "Answer Prior Auth Question"))
                        .reads(Reply.class)
                        .inSteps((steps, call) ->
                                done(steps, call, call.body(Reply.class).step(call.number("question_id")))),
                row(Route.post(PATH + "/attachments", "Add Attachment to a Prior Auth"))
                        .takes(PriorAuthorizationRoutes::take)
                        .reads(Attachment.class)
                        .inSteps((steps, call) ->
                                done(steps, call, call.received(Document.class).step())));
    }

    private static Route row(Route route) {
        return route.needs(PRESCRIBE).touches(TENANT).audited(WRITE).answers(Map.class);
    }

    private Answer done(Steps steps, Call call, PriorAuthorizationStep step) {
        Shown<Map<String, Object>> said =
                benefits.priorAuthorization(steps, call.caller(), call.id("prescription_id"), step);
        call.shows(said.patientId());
        return Answer.of(said.content());
    }

    private static Document take(Caller caller, Form form) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Form.Texts texts = form.read(bytes::write, MOST_BYTES);
        String name = texts.fileName();
        if (name == null || bytes.size() == 0) {
            throw Problem.invalid("file", "The file field is required.");
        }
        String head = new String(bytes.toByteArray(), 0, Math.min(8, bytes.size()), StandardCharsets.ISO_8859_1);
        String type = BEGINNINGS.entrySet().stream()
                .filter(beginning -> head.startsWith(beginning.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElseThrow(() -> Problem.invalid("file", "The file must be a PDF, a JPEG or a PNG."));
        return new Document(new PriorAuthorizationStep.Attachment(name, type, bytes.toByteArray()));
    }
}
