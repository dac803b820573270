package io.careloom.platform.database;

import io.careloom.platform.Fields;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows as records, column by component: {@code tenant_id} is {@code tenantId}. What the components are is looked up once
 * per type; JDBI's own mapper does it for each statement, which costs more than most statements do.
 */
public final class RecordMapper<T extends Record> implements RowMapper<T> {
    private final Class<T> type;
    private final List<Component> components;

    /** @param optional may stand in no column, and is null then */
    private record Component(String column, Type type, boolean optional) {
        static Component of(RecordComponent component) {
            return new Component(
                    Fields.snake(component.getName()),
                    component.getGenericType(),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }
    }

    private record Column(int number, ColumnMapper<?> mapper) {}

    private RecordMapper(Class<T> type, List<Component> components) {
        this.type = type;
        this.components = components;
    }

    /** For records of this type, which may be hidden. */
    public static <T extends Record> RecordMapper<T> of(Class<T> type) {
        return new RecordMapper<>(
                type,
                Arrays.stream(type.getRecordComponents()).map(Component::of).toList());
    }

    @Override
    public T map(ResultSet row, StatementContext context) throws SQLException {
        return specialize(row, context).map(row, context);
    }

    @Override
    public RowMapper<T> specialize(ResultSet rows, StatementContext context) throws SQLException {
        Map<String, Integer> numbers = numbers(rows.getMetaData());
        Map<String, Column> columns = new HashMap<>();
        for (Component component : components) {
            Integer number = numbers.get(component.column());
            if (number != null) {
                ColumnMapper<?> mapper =
                        context.findColumnMapperFor(component.type()).orElseThrow();
                columns.put(component.column(), new Column(number, mapper));
            } else if (!component.optional()) {
                throw new IllegalStateException("no column " + component.column());
            }
        }
        return (row, same) -> Fields.read(type, (name, _) -> {
            Column column = columns.get(name);
            return column == null ? null : column.mapper().map(row, column.number(), same);
        });
    }

    private static Map<String, Integer> numbers(ResultSetMetaData row) throws SQLException {
        Map<String, Integer> numbers = new HashMap<>();
        for (int number = row.getColumnCount(); number > 0; number--) {
            numbers.put(row.getColumnLabel(number).toLowerCase(Locale.ROOT), number);
        }
        return numbers;
    }
}
