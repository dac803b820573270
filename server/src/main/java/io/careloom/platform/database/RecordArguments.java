package io.careloom.platform.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.Arguments;
import org.jdbi.v3.core.argument.NamedArgumentFinder;
import org.jdbi.v3.core.statement.StatementContext;

/** Binds the components of a record by name, also of a hidden one, which JDBI's own {@code bindMethods} cannot read. */
public final class RecordArguments implements NamedArgumentFinder {
    private static final ClassValue<Map<String, Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            Map<String, Method> accessors = new LinkedHashMap<>();
            for (RecordComponent component : type.getRecordComponents()) {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                accessors.put(component.getName(), accessor);
            }
            return accessors;
        }
    };

    private final Record values;
    private final Map<String, Method> accessors;

    /** The components of this record. */
    public RecordArguments(Record values) {
        this.values = values;
        this.accessors = ACCESSORS.get(values.getClass());
    }

    @Override
    public Optional<Argument> find(String name, StatementContext context) {
        Method accessor = accessors.get(name);
        if (accessor == null) {
            return Optional.empty();
        }
        try {
            return context.getConfig(Arguments.class).findFor(accessor.getGenericReturnType(), accessor.invoke(values));
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + accessor.getName(), e);
        }
    }

    @Override
    public Collection<String> getNames() {
        return accessors.keySet();
    }
}
