package io.careloom.platform;

import io.careloom.kernel.Change;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a record by their snake_case names, in the order of the record: columns, wire keys, audit values. */
public final class Fields {
    private static final ClassValue<Field[]> OF_TYPE = new ClassValue<>() {
        @Override
        protected Field[] computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).map(Field::of).toArray(Field[]::new);
        }
    };

    private static final ClassValue<Constructor<?>> CONSTRUCTORS = new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> type) {
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(
                        Arrays.stream(OF_TYPE.get(type)).map(Field::type).toArray(Class<?>[]::new));
                constructor.setAccessible(true); // records of a room may be hidden
                return constructor;
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("no record: " + type.getName(), e);
            }
        }
    };

    private Fields() {}

    private record Field(String name, Class<?> type, Method accessor) {
        static Field of(RecordComponent component) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true); // records of a room may be hidden
            return new Field(snake(component.getName()), component.getType(), accessor);
        }

        @Nullable
        Object in(Record thing) {
            try {
                return accessor.invoke(thing);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("cannot read " + name, e);
            }
        }
    }

    /** All fields. */
    public static Map<String, @Nullable Object> of(Record thing) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Field field : OF_TYPE.get(thing.getClass())) {
            fields.put(field.name(), field.in(thing));
        }
        return fields;
    }

    /** Of a partial update, whose components are {@link Change}s: only the fields that were sent. */
    public static Map<String, @Nullable Object> sent(Record update) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Field field : OF_TYPE.get(update.getClass())) {
            if (field.in(update) instanceof Change.Set<?>(var value)) {
                fields.put(field.name(), value);
            }
        }
        return fields;
    }

    /** The same record with some fields, by their snake_case names, replaced by values of their types. */
    public static <T extends Record> T with(T thing, Map<String, ? extends @Nullable Object> changes) {
        Field[] fields = OF_TYPE.get(thing.getClass());
        @Nullable Object[] values = new @Nullable Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            String name = fields[i].name();
            values[i] = changes.containsKey(name) ? changes.get(name) : fields[i].in(thing);
        }
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) thing.getClass();
        return made(type, values);
    }

    /** Has the value of each field. */
    @FunctionalInterface
    public interface Source<E extends Exception> {
        /** The value, of the field's type. */
        @Nullable
        Object value(String name, Class<?> type) throws E;
    }

    /**
     * The record whose fields are what the source has for them. Rows of a table are read so ({@code row::getObject}): JDBI's own
     * mapper looks at the record anew for each query, and for each row that it reads only in part, which costs more than the row.
     */
    public static <T extends Record, E extends Exception> T read(Class<T> type, Source<E> source) throws E {
        Field[] fields = OF_TYPE.get(type);
        @Nullable Object[] values = new @Nullable Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            values[i] = source.value(fields[i].name(), fields[i].type());
        }
        return made(type, values);
    }

    private static <T extends Record> T made(Class<T> type, @Nullable Object[] values) {
        try {
            return type.cast(CONSTRUCTORS.get(type).newInstance(values));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
        }
    }

    /** A name as columns and the wire spell it: {@code tenant_id} of {@code tenantId}. */
    public static String snake(String name) {
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
