package io.careloom.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListsTest {
    private static final Lists.Address ADDRESS = new Lists.Address("http://h/p", number -> "http://h/p?page=" + number);

    private static Page<String> page(int number, int perPage, long total) {
        long held = Math.max(0, Math.min(perPage, total - (number - 1L) * perPage));
        return new Page<>(
                Collections.nCopies((int) held, "x"),
                total,
                new PageQuery(number, perPage, null, true, null, PageQuery.Trashed.WITHOUT));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> labels(Map<String, Object> answer) {
        return ((List<Map<String, Object>>) answer.get("links"))
                .stream().map(button -> button.get("label")).toList();
    }

    @Test
    void resourcePaginatorHasDataLinksAndMeta() {
        Map<String, Object> answer = Lists.resource(page(2, 2, 5), ADDRESS);

        assertThat(answer).containsOnlyKeys("data", "links", "meta");
        assertThat(answer.get("links"))
                .isEqualTo(Map.of(
                        "first", "http://h/p?page=1",
                        "last", "http://h/p?page=3",
                        "prev", "http://h/p?page=1",
                        "next", "http://h/p?page=3"));
        assertThat(answer.get("meta"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("current_page", 2)
                .containsEntry("from", 3L)
                .containsEntry("to", 4L)
                .containsEntry("last_page", 3L)
                .containsEntry("per_page", 2)
                .containsEntry("total", 5L)
                .containsEntry("path", "http://h/p");
    }

    @Test
    void emptyListHasOnePageAndNoFromAndTo() {
        Map<String, Object> answer = Lists.flat(page(1, 15, 0), ADDRESS);

        assertThat(answer)
                .containsEntry("last_page", 1L)
                .containsEntry("from", null)
                .containsEntry("to", null)
                .containsEntry("next_page_url", null)
                .containsEntry("prev_page_url", null);
        assertThat(labels(answer)).containsExactly("&laquo; Previous", "1", "Next &raquo;");
    }

    @Test
    void longListShowsItsEndsAndTheNeighbourhood() {
        assertThat(labels(Lists.flat(page(10, 1, 20), ADDRESS)))
                .containsExactly(
                        "&laquo; Previous",
                        "1",
                        "2",
                        "...",
                        "7",
                        "8",
                        "9",
                        "10",
                        "11",
                        "12",
                        "13",
                        "...",
                        "19",
                        "20",
                        "Next &raquo;");
    }

    @Test
    void startOfALongListShowsTenPages() {
        assertThat(labels(Lists.flat(page(1, 1, 1_000_000), ADDRESS)))
                .containsExactly(
                        "&laquo; Previous",
                        "1",
                        "2",
                        "3",
                        "4",
                        "5",
                        "6",
                        "7",
                        "8",
                        "9",
                        "10",
                        "...",
                        "999999",
                        "1000000",
                        "Next &raquo;");
    }
}
