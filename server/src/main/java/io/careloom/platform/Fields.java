package io.careloom.platform;

import io.careloom.kernel.Change;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a record by their snake_case names, in the order of the record: columns, wire keys, audit values. */
public final class Fields {
    private Fields() {}

    /** All fields. */
    public static Map<String, @Nullable Object> of(Record thing) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : thing.getClass().getRecordComponents()) {
            fields.put(snake(component.getName()), value(thing, component));
        }
        return fields;
    }

    /** Of a partial update, whose components are {@link Change}s: only the fields that were sent. */
    public static Map<String, @Nullable Object> sent(Record update) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : update.getClass().getRecordComponents()) {
            if (value(update, component) instanceof Change.Set<?>(var value)) {
                fields.put(snake(component.getName()), value);
            }
        }
        return fields;
    }

    /** The same record with some fields, by their snake_case names, replaced by values of their types. */
    public static <T extends Record> T with(T thing, Map<String, ? extends @Nullable Object> changes) {
        RecordComponent[] components = thing.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = snake(components[i].getName());
            types[i] = components[i].getType();
            values[i] = changes.containsKey(name) ? changes.get(name) : value(thing, components[i]);
        }
        try {
            @SuppressWarnings("unchecked")
            Class<T> type = (Class<T>) thing.getClass();
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot copy a " + thing.getClass().getSimpleName(), e);
        }
    }

    private static @Nullable Object value(Record thing, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(thing);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private static String snake(String name) {
        StringBuilder snake = new StringBuilder();
        for (char letter : name.toCharArray()) {
            if (Character.isUpperCase(letter)) {
                snake.append('_').append(Character.toLowerCase(letter));
            } else {
                snake.append(letter);
            }
        }
        return snake.toString();
    }
}
