package io.careloom.catalog.formulary;

import io.careloom.catalog.offerings.ProductType;
import io.careloom.platform.database.Patterns;
import io.careloom.platform.database.RecordMapper;
import io.careloom.platform.database.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Rows of the formulary: entries, their words, ingredients. */
final class FormularyStore {
    private static final RowMapper<FormularyEntry> ENTRY = RecordMapper.of(FormularyEntry.class);
    private static final RowMapper<Ingredient> INGREDIENT = RecordMapper.of(Ingredient.class);
    private static final String ENTRIES = """
            select e.type, e.number, e.name, e.generic_name, e.route, e.dose_form, e.strength, e.ndc, e.rx_cui, e.upc,
                e.sku, e.dispense_unit_id, e.brand, e.otc, e.obsolete, e.schedule, e.drug_class, e.ingredients
            """;
    private static final String INGREDIENTS =
            "select i.name, i.therapeutic_class, i.min_age, i.max_age, i.pregnancy, i.allergy_words ";

    private final Tx tx;

    FormularyStore(Tx tx) {
        this.tx = tx;
    }

    /** The words of a text; first those that begin the fewest words of entries, counted up to a limit, and the longer of two. */
    List<String> rarestFirst(ProductType type, String text) {
        return tx.handle()
                .createQuery("""
                        select word
                        from (select typed.word, (select count(1) from (
                                    select 1 from catalog.formulary_word w
                                    where w.type = :type and w.word >= typed.word and w.word < typed.word || '~'
                                    limit 500) as uses) as uses
                            from (select distinct left(word, 40) as word
                                from string_to_table(btrim(catalog.spelt(:text)), ' ') as word
                                where word <> '') as typed) as counted
                        order by uses, length(word) desc, word
                        """)
                .bind("type", type)
                .bind("text", text)
                .mapTo(String.class)
                .list();
    }

    /**
     * Entries with a word that begins with the first of these, and words that begin with each of the others, by that word and
     * by name; an entry counts by the first of its words that fit. Each {@code offset 0} keeps the planner to this way: the
     * word table is read in its own order, and only until the limit is reached. Most names are whole there, so that few entries
     * are read in vain; the second word is looked for alone at first, as {@code like} costs five times as much.
     */
    List<FormularyEntry> beginning(ProductType type, List<String> words, int limit) {
        String[] others = words.stream()
                .skip(1)
                .map(word -> "% " + Patterns.beginning(word))
                .toArray(String[]::new);
        return tx.handle()
                .createQuery(ENTRIES + """
                        from (select w.word, w.name, w.number
                            from catalog.formulary_word w
                            where w.type = :type and w.word >= :word and w.word < :word || '~'
                              and (strpos(w.name, :second) > 0 and w.name like all (:others) or octet_length(w.name) = 80)
                            order by w.word, w.name, w.number offset 0) as w
                        cross join lateral (""" + ENTRIES + """
                            from catalog.formulary_entry e
                            where e.type = :type and e.number = w.number and e.spelt like all (:others) offset 0) as e
                        where w.word = (select min(o.word) from catalog.formulary_word o
                            where o.type = :type and o.number = w.number and o.word >= :word and o.word < :word || '~')
                        order by w.word, w.name, w.number
                        limit :limit
                        """)
                .bind("type", type)
                .bind("word", words.getFirst())
                .bind("second", words.size() > 1 ? " " + words.get(1) : "")
                .bind("others", others)
                .bind("limit", limit)
                .map(ENTRY)
                .list();
    }

    List<FormularyEntry> withNdc(ProductType type, String digits, int limit) {
        return tx.handle()
                .createQuery(ENTRIES + """
                        from catalog.formulary_entry e
                        where e.type = :type and e.ndc >= :digits and e.ndc < :digits || '~'
                        order by e.ndc, e.number
                        limit :limit
                        """)
                .bind("type", type)
                .bind("digits", digits)
                .bind("limit", limit)
                .map(ENTRY)
                .list();
    }

    /** The one that the codes lead to: the exactest code first, what is still made before what is obsolete. */
    Optional<FormularyEntry> find(ProductType type, ProductCodes codes) {
        String ndc = codes.ndc();
        return tx.handle()
                .createQuery(ENTRIES + """
                        from catalog.formulary_entry e
                        where e.type = :type and (e.number = :number or e.ndc = any (:ndcs) or e.sku = :sku or e.rx_cui = :rxCui)
                        order by (e.number = :number) desc nulls last, (e.ndc = any (:ndcs)) desc nulls last,
                            (e.sku = :sku) desc nulls last, length(e.ndc) desc, e.obsolete, e.number
                        limit 1
                        """)
                .bind("type", type)
                .bind("ndcs", ndc == null ? new String[0] : Ndc.listed(ndc).toArray(String[]::new))
                .bindMethods(codes)
                .map(ENTRY)
                .findOne();
    }

    List<Ingredient> ingredients(Collection<String> names) {
        return tx.handle()
                .createQuery(INGREDIENTS + "from catalog.ingredient i where i.name = any (:names) order by i.name")
                .bind("names", names.toArray(String[]::new))
                .map(INGREDIENT)
                .list();
    }

    /** Those whose name stands in the text as whole words. */
    List<Ingredient> named(@Nullable String text) {
        return tx.handle()
                .createQuery(INGREDIENTS + """
                        from catalog.ingredient i
                        where strpos(catalog.spelt(:text), i.spelt) > 0
                        order by i.name
                        """)
                .bind("text", text)
                .map(INGREDIENT)
                .list();
    }
}
