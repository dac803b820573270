package io.careloom.platform.http;

import io.careloom.kernel.Caller;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.platform.http.upload.Intake;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One request, as its handler sees it. */
public interface Call {
    /** Who asks. */
    Caller caller();

    /** A path variable that is an id; 404 when it is not a UUID. */
    UUID id(String variable);

    /** A path variable that is a number from 1, as outside networks give them out; 404 when it is none. */
    default int number(String variable) {
        String text = path(variable);
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw Problem.notFound();
        }
        return Integer.parseInt(text);
    }

    /** A path variable as text. */
    String path(String variable);

    /** The first value of a query parameter, trimmed; null when absent or empty. */
    @Nullable
    String query(String name);

    /** A query parameter that is an id; null when absent or empty, 422 when it is not a UUID. */
    @Nullable
    UUID queryId(String name);

    /** All values of a query parameter, also in the forms {@code name[]} and {@code name[0]}. */
    List<String> queries(String name);

    /** A boolean query parameter ({@code true}, {@code false}, {@code 1}, {@code 0}); 422 for anything else. */
    boolean flag(String name, boolean otherwise);

    /** True when {@code with_relationships[]} names this relation. */
    boolean wants(String relation);

    /** {@code page}, {@code per_page}, {@code sort}, {@code order}, {@code search}, {@code trashed}; 422 when one is bad. */
    PageQuery page(String... sortable);

    /** As {@link #page}, but newest first where the request names no {@code order}. */
    default PageQuery newestFirst(String... sortable) {
        PageQuery asked = page(sortable);
        return query("order") != null
                ? asked
                : new PageQuery(asked.page(), asked.perPage(), asked.sort(), false, asked.search(), asked.trashed());
    }

    /**
     * The body as a validated record of the route's request type. Reads JSON or a form; an empty body is <code>{}</code>, and a
     * list is read by a component named <code>[]</code>.
     * Wrong types and refused values are 422 with a reason per field.
     */
    <T> T body(Class<T> type);

    /** The body as it came, for a signature over it. */
    byte[] bytes();

    /** What the row's intake made of the form with a file. */
    <T extends Intake.Received> T received(Class<T> type);

    /** A request header, or null. */
    @Nullable
    String header(String name);

    /** The client's address, from a trusted proxy's header where there is one. */
    String address();

    /** Notes that the answer shows data of these subjects (patients), for the audit trail. */
    void shows(Collection<UUID> subjects);

    /** Notes that the answer shows data of one subject. */
    default void shows(UUID subject) {
        shows(List.of(subject));
    }
}
