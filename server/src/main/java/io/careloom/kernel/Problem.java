package io.careloom.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal, from the closed list {@link Kind}. The domain names the problem; {@code platform/http} alone knows the status.
 * Message, detail and fields never hold a personal value or text of another exception.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** All ways a request can be refused. */
    public enum Kind {
        UNREADABLE,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        CONFLICT,
        TOO_LARGE,
        UNSUPPORTED_TYPE,
        MAINTENANCE,
        INVALID,
        TOO_MANY,
        UNAVAILABLE
    }

    private final transient Content content;

    private record Content(
            Kind kind,
            String code,
            String message,
            @Nullable String detail,
            Map<String, List<String>> fields,
            Map<String, Object> extras,
            int retryAfterSeconds) {}

    private Problem(Content content) {
        super(content.message(), null, false, false);
        this.content = content;
    }

    /** A problem of any kind; {@code message} may be shown to a person, {@code code} is stable snake_case. */
    public static Problem of(Kind kind, String code, String message) {
        return new Problem(new Content(kind, code, message, null, Map.of(), Map.of(), 0));
    }

    /** The id is unknown, or belongs to somebody else: the same answer. */
    public static Problem notFound() {
        return of(Kind.NOT_FOUND, "not_found", "Not found.");
    }

    /** The caller lacks the right. */
    public static Problem forbidden() {
        return of(Kind.FORBIDDEN, "forbidden", "Access forbidden.");
    }

    /** The state of things forbids it. */
    public static Problem conflict(String code, String message) {
        return of(Kind.CONFLICT, code, message);
    }

    /** Values were refused; reasons by wire field name ({@code address.zip_code}). */
    public static Problem invalid(Map<String, List<String>> fields) {
        String first =
                fields.values().stream().flatMap(List::stream).findFirst().orElse("The given values were refused.");
        return new Problem(new Content(
                Kind.INVALID,
                "invalid",
                first,
                null,
                Collections.unmodifiableMap(new LinkedHashMap<>(fields)),
                Map.of(),
                0));
    }

    /** One value was refused. */
    public static Problem invalid(String field, String reason) {
        return invalid(Map.of(field, List.of(reason)));
    }

    /** A dependency is down; the caller may try again. */
    public static Problem unavailable(String code) {
        return new Problem(new Content(
                Kind.UNAVAILABLE, code, "Temporarily unavailable, please try again.", null, Map.of(), Map.of(), 2));
    }

    /** The same problem with developer detail, shown in sandbox and demo only. */
    public Problem detail(String text) {
        return new Problem(new Content(kind(), code(), message(), text, fields(), extras(), retryAfterSeconds()));
    }

    /** The same problem with another top-level message. */
    public Problem message(String text) {
        return new Problem(new Content(kind(), code(), text, detail(), fields(), extras(), retryAfterSeconds()));
    }

    /** The same problem with one more key in the answer, such as {@code allowed_transitions}. */
    public Problem with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extras());
        more.put(key, value);
        return new Problem(new Content(kind(), code(), message(), detail(), fields(), more, retryAfterSeconds()));
    }

    /** The same problem with a {@code Retry-After} in seconds. */
    public Problem retryAfter(int seconds) {
        return new Problem(new Content(kind(), code(), message(), detail(), fields(), extras(), seconds));
    }

    /** Which of the closed list. */
    public Kind kind() {
        return content.kind();
    }

    /** Stable word for programs, snake_case. */
    public String code() {
        return content.code();
    }

    /** Text for people; never null. */
    public String message() {
        return content.message();
    }

    /** Developer detail, or null. */
    public @Nullable String detail() {
        return content.detail();
    }

    /** Reasons per wire field; empty unless values were refused. */
    public Map<String, List<String>> fields() {
        return content.fields();
    }

    /** Additional keys of the answer. */
    public Map<String, Object> extras() {
        return content.extras();
    }

    /** Seconds for {@code Retry-After}, or 0 for none. */
    public int retryAfterSeconds() {
        return content.retryAfterSeconds();
    }
}
