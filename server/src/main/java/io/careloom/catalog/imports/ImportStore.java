package io.careloom.catalog.imports;

import io.careloom.catalog.formulary.FormularyEntry;
import io.careloom.platform.database.Tx;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes what official files list; what is there already and says the same is left alone. */
final class ImportStore {
    private final Tx tx;

    ImportStore(Tx tx) {
        this.tx = tx;
    }

    Set<String> ingredients() {
        return new HashSet<>(tx.handle()
                .createQuery("select i.name from catalog.ingredient i")
                .mapTo(String.class)
                .list());
    }

    /** How many were new or changed. */
    int putProducts(Collection<FormularyEntry> products) {
        PreparedBatch batch = tx.handle().prepareBatch("""
                insert into catalog.formulary_entry as e (type, number, listed_by, name, generic_name, route, dose_form,
                    strength, ndc, dispense_unit_id, brand, otc, obsolete, schedule, drug_class, ingredients)
                values (:type, :number, 'fda', :name, :genericName, :route, :doseForm, :strength, :ndc, :dispenseUnitId,
                    :brand, :otc, :obsolete, :schedule, :drugClass, :ingredients)
                on conflict (type, number) do update set name = excluded.name, generic_name = excluded.generic_name,
                    route = excluded.route, dose_form = excluded.dose_form, strength = excluded.strength,
                    dispense_unit_id = excluded.dispense_unit_id, brand = excluded.brand, otc = excluded.otc,
                    obsolete = excluded.obsolete, schedule = excluded.schedule, drug_class = excluded.drug_class,
                    ingredients = excluded.ingredients
                where e.listed_by = 'fda'
                  and (e.name, e.generic_name, e.route, e.dose_form, e.strength, e.dispense_unit_id, e.brand, e.otc,
                        e.obsolete, e.schedule, e.drug_class, e.ingredients)
                    is distinct from (excluded.name, excluded.generic_name, excluded.route, excluded.dose_form,
                        excluded.strength, excluded.dispense_unit_id, excluded.brand, excluded.otc, excluded.obsolete,
                        excluded.schedule, excluded.drug_class, excluded.ingredients)
                """);
        products.forEach(product -> batch.bindMethods(product)
                .bind("ingredients", product.ingredients().toArray(String[]::new))
                .add());
        return Arrays.stream(batch.execute()).sum();
    }

    /** Marks what an earlier file listed and this one does not; answers how many. */
    int retireAllBut(List<Integer> numbers) {
        return tx.handle()
                .createUpdate("""
                        update catalog.formulary_entry set obsolete = true
                        where listed_by = 'fda' and not obsolete and number <> all (:numbers)
                        """)
                .bind("numbers", numbers.toArray(Integer[]::new))
                .execute();
    }

    /** How many were new or changed; ids are the same in every installation. */
    int putDiseases(Collection<IcdFile.Code> codes) {
        PreparedBatch batch = tx.handle().prepareBatch("""
                insert into catalog.disease as d (disease_id, icd, description)
                values (catalog.fixed_id('disease:' || :icd), :icd, :description)
                on conflict (icd) do update set description = excluded.description, updated_at = now()
                where d.description <> excluded.description
                """);
        codes.forEach(code -> batch.bind("icd", code.icd())
                .bind("description", code.description())
                .add());
        return Arrays.stream(batch.execute()).sum();
    }
}
