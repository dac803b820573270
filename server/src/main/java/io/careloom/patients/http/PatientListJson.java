package io.careloom.patients.http;

import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.patients.lists.PatientLists;
import io.careloom.patients.lists.PatientLists.Filter;
import io.careloom.platform.http.Call;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What lists of patients are asked for. */
final class PatientListJson {
    static final String[] SORTS = {"last_name", "first_name", "email", "date_of_birth", "created_at", "updated_at"};

    private PatientListJson() {}

    /**
     * A clinician's list.
     *
     * @param dobPeriod two dates: born from and until
     * @param isLive with {@code isSandbox} the environments; both when neither is said
     * @param patientCategoryType accepted and ignored: what it tells apart is not documented
     */
    record Listing(
            @NotNull UUID partnerId,
            @Nullable @Size(max = 255) String search,
            @Nullable UUID stateId,
            @Nullable Integer gender,
            @Nullable @Size(min = 2, max = 2) List<@NotNull LocalDate> dobPeriod,
            @Nullable String sortBy,
            @Nullable String sortDirection,
            @Nullable Boolean isLive,
            @Nullable Boolean isSandbox,
            @Nullable String patientCategoryType) {
        PatientLists.Wanted wanted(PageQuery page) {
            String text = search == null || search.isBlank() ? null : search.strip();
            Filter filter = Filter.text(text)
                    .of(
                            stateId,
                            gender,
                            dobPeriod == null ? null : dobPeriod.getFirst(),
                            dobPeriod == null ? null : dobPeriod.getLast());
            return new PatientLists.Wanted(filter, sorted(page));
        }

        private PageQuery sorted(PageQuery page) {
            if (sortBy != null && !Arrays.asList(SORTS).contains(sortBy)) {
                throw Problem.invalid("sort_by", "The list cannot be sorted by this.")
                        .with("allowed_sorts", List.of(SORTS));
            }
            boolean ascending = switch (sortDirection == null ? "" : sortDirection.toLowerCase(Locale.ROOT)) {
                case "", "asc" -> true;
                case "desc" -> false;
                default -> throw Problem.invalid("sort_direction", "The sort_direction is asc or desc.");
            };
            return new PageQuery(page.page(), page.perPage(), sortBy, ascending, null, PageQuery.Trashed.WITHOUT);
        }

        Set<Environment> environments() {
            Set<Environment> named = EnumSet.noneOf(Environment.class);
            if (Boolean.TRUE.equals(isLive)) {
                named.add(Environment.LIVE);
            }
            if (Boolean.TRUE.equals(isSandbox)) {
                named.add(Environment.SANDBOX);
            }
            return named.isEmpty() ? EnumSet.allOf(Environment.class) : named;
        }
    }

    /** The environments that {@code environments[]} names; both when it names none. */
    static Set<Environment> environments(Call call) {
        List<String> words = call.queries("environments");
        if (words.isEmpty()) {
            return EnumSet.allOf(Environment.class);
        }
        Set<Environment> named = EnumSet.noneOf(Environment.class);
        words.forEach(word -> Environment.named(word).ifPresent(named::add));
        return named;
    }

    /** The page with another size; null keeps it. */
    static PageQuery page(PageQuery page, @Nullable Integer perPage) {
        return perPage == null
                ? page
                : new PageQuery(page.page(), perPage, page.sort(), page.ascending(), page.search(), page.trashed());
    }

    /** The page of the one list that calls {@code per_page} by its older name. */
    static PageQuery limited(Call call) {
        String limit = call.query("limit");
        if (limit != null && !limit.matches("[1-9][0-9]?|100")) {
            throw Problem.invalid("limit", "The limit is a number from 1 to 100.");
        }
        return page(call.page(), limit == null ? null : Integer.valueOf(limit));
    }
}
