package io.careloom.platform.http;

import io.careloom.kernel.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The two paginators of this wire (partner-contract.md section 18), as the framework behind the original writes them. */
final class Lists {
    private static final int AROUND = 3;
    private static final int EDGE = AROUND + 4;

    private Lists() {}

    /** {@code data}, {@code links}, {@code meta}. */
    static Map<String, Object> resource(Page<?> page, Address address) {
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("first", address.page(1));
        links.put("last", address.page(page.lastPage()));
        links.put("prev", address.pageOrNull(previous(page)));
        links.put("next", address.pageOrNull(next(page)));
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("current_page", page.query().page());
        meta.put("from", from(page));
        meta.put("last_page", page.lastPage());
        meta.put("links", buttons(page, address));
        meta.put("path", address.path());
        meta.put("per_page", page.query().perPage());
        meta.put("to", to(page));
        meta.put("total", page.total());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("data", page.items());
        answer.put("links", links);
        answer.put("meta", meta);
        return answer;
    }

    /** The old flat paginator. */
    static Map<String, Object> flat(Page<?> page, Address address) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("current_page", page.query().page());
        answer.put("data", page.items());
        answer.put("first_page_url", address.page(1));
        answer.put("from", from(page));
        answer.put("last_page", page.lastPage());
        answer.put("last_page_url", address.page(page.lastPage()));
        answer.put("links", buttons(page, address));
        answer.put("next_page_url", address.pageOrNull(next(page)));
        answer.put("path", address.path());
        answer.put("per_page", page.query().perPage());
        answer.put("prev_page_url", address.pageOrNull(previous(page)));
        answer.put("to", to(page));
        answer.put("total", page.total());
        return answer;
    }

    /** Where the list stands: its path without query, and its pages. */
    record Address(String path, LongFunction<String> pages) {
        String page(long number) {
            return pages.apply(number);
        }

        @Nullable
        String pageOrNull(@Nullable Long number) {
            return number == null ? null : page(number);
        }
    }

    private static @Nullable Long previous(Page<?> page) {
        return page.query().page() > 1 ? page.query().page() - 1L : null;
    }

    private static @Nullable Long next(Page<?> page) {
        return page.query().page() < page.lastPage() ? page.query().page() + 1L : null;
    }

    private static @Nullable Long from(Page<?> page) {
        return page.items().isEmpty() ? null : page.query().offset() + 1;
    }

    private static @Nullable Long to(Page<?> page) {
        return page.items().isEmpty()
                ? null
                : page.query().offset() + page.items().size();
    }

    private static List<Map<String, Object>> buttons(Page<?> page, Address address) {
        List<Map<String, Object>> buttons = new ArrayList<>();
        buttons.add(button(address, previous(page), "&laquo; Previous", false));
        long before = 0;
        for (long number : numbers(page.query().page(), page.lastPage())) {
            if (number > before + 1) {
                buttons.add(button(address, null, "...", false));
            }
            buttons.add(button(
                    address,
                    number,
                    Long.toString(number),
                    number == page.query().page()));
            before = number;
        }
        buttons.add(button(address, next(page), "Next &raquo;", false));
        return buttons;
    }

    /** All pages of a short list; of a long one both ends and the neighbourhood of the present page. */
    private static SortedSet<Long> numbers(long current, long last) {
        boolean atStart = current <= EDGE;
        boolean atEnd = current > last - EDGE;
        long from = atStart ? 1 : atEnd ? last - EDGE - AROUND + 1 : current - AROUND;
        long to = atStart ? EDGE + AROUND : atEnd ? last : current + AROUND;
        if (last < AROUND * 2 + 8) {
            from = 1;
            to = last;
        }
        SortedSet<Long> numbers = new TreeSet<>();
        numbers.add(1L);
        numbers.add(Math.min(2, last));
        numbers.add(Math.max(1, last - 1));
        numbers.add(last);
        for (long number = Math.max(1, from); number <= Math.min(to, last); number++) {
            numbers.add(number);
        }
        return numbers;
    }

    private static Map<String, Object> button(Address address, @Nullable Long number, String label, boolean active) {
        Map<String, Object> button = new LinkedHashMap<>();
        button.put("url", address.pageOrNull(number));
        button.put("label", label);
        button.put("page", number);
        button.put("active", active);
        return button;
    }
}
