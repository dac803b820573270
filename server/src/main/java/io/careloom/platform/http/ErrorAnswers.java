package io.careloom.platform.http;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The one place where a problem gets its HTTP status and its body. */
final class ErrorAnswers {
    private final boolean demo;

    ErrorAnswers(boolean demo) {
        this.demo = demo;
    }

    static int status(Problem.Kind kind) {
        return switch (kind) {
            case UNREADABLE -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_TYPE -> 415;
            case MAINTENANCE -> 418;
            case INVALID -> 422;
            case TOO_MANY -> 429;
            case UNAVAILABLE -> 503;
        };
    }

    /** Absent keys are left out; developer detail is shown to sandbox callers and in a demo only. */
    Map<String, Object> body(Problem problem, Caller caller, String requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", problem.message());
        String detail = problem.detail();
        if (detail != null && (demo || isSandbox(caller))) {
            body.put("error", detail);
        }
        body.put("code", problem.code());
        if (!problem.fields().isEmpty()) {
            body.put("errors", problem.fields());
        }
        body.putAll(problem.extras());
        body.put("request_id", requestId);
        return body;
    }

    /** A bug of ours: nothing is told but how to find it in the log. */
    Map<String, Object> unexpected(String requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", "Something went wrong on our side.");
        body.put("request_id", requestId);
        return body;
    }

    private static boolean isSandbox(Caller caller) {
        return caller.tenantId() != null && caller.environments().equals(Set.of(Environment.SANDBOX));
    }
}
