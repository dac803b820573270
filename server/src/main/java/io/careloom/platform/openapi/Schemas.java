package io.careloom.platform.openapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomPropertyDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.DefaultSchemaDefinitionNamingStrategy;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import io.careloom.kernel.Change;
import io.careloom.platform.Link;
import io.careloom.platform.http.Json;
import io.careloom.platform.json.NumberOrText;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON schemas of request and answer records, named after the records and collected under {@code components/schemas}. */
final class Schemas {
    private static final String COMPONENTS = "components/schemas";

    /** Marks what {@link #unwrap} takes away again. */
    private static final String UNWRAPPED = "*";

    private final SchemaBuilder builder;

    Schemas() {
        SchemaGeneratorConfigBuilder config =
                new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
        config.with(
                        Option.EXTRA_OPEN_API_FORMAT_VALUES,
                        Option.DEFINITIONS_FOR_ALL_OBJECTS,
                        Option.INLINE_NULLABLE_SCHEMAS,
                        Option.PLAIN_DEFINITION_KEYS)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        config.with(new JakartaValidationModule(
                JakartaValidationOption.NOT_NULLABLE_FIELD_IS_REQUIRED,
                JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS));
        config.forFields()
                .withPropertyNameOverrideResolver(Schemas::wireName)
                .withNullableCheck(Schemas::isNullable)
                .withTargetTypeOverridesResolver(Schemas::changed)
                .withCustomDefinitionProvider(Schemas::special)
                .withInstanceAttributeOverride((node, field, context) -> Limits.add(node, field.getRawMember()));
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(Schemas::untyped)
                // the order of the components, which is the order on the wire
                .withPropertySorter((_, _) -> 0)
                .withDefinitionNamingStrategy(new Naming());
        builder = new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
    }

    /** A reference to the record's schema; complete after {@link #collected()}. */
    ObjectNode reference(Class<?> type) {
        return builder.createSchemaReference(type);
    }

    /** All schemas that were referred to. */
    ObjectNode collected() {
        ObjectNode collected = builder.collectDefinitions(COMPONENTS);
        collected.forEach(schema -> unwrap(collected, schema));
        return collected;
    }

    /** Keys of an unwrapped record stand among those of the record around it. */
    private static void unwrap(ObjectNode collected, JsonNode schema) {
        if (!(schema.get("properties") instanceof ObjectNode properties)) {
            return;
        }
        List<Map.Entry<String, JsonNode>> keys = List.copyOf(properties.properties());
        properties.removeAll();
        for (Map.Entry<String, JsonNode> key : keys) {
            if (key.getKey().startsWith(UNWRAPPED)) {
                List<String> inner = new ArrayList<>(); // one that may be left out stands beside null
                names(key.getValue(), inner);
                inner.forEach(name -> collected
                        .path(name)
                        .path("properties")
                        .properties()
                        .forEach(one -> properties.putIfAbsent(one.getKey(), one.getValue())));
            } else {
                properties.set(key.getKey(), key.getValue());
            }
        }
    }

    /** Answers write every key, null or not; so all are required in schemas that only answers use. */
    static void requireAll(ObjectNode collected, List<ObjectNode> answered, List<ObjectNode> sent) {
        Set<String> onlyAnswered = reached(collected, answered);
        onlyAnswered.removeAll(reached(collected, sent));
        for (String name : onlyAnswered) {
            if (collected.get(name) instanceof ObjectNode schema
                    && schema.get("properties") instanceof ObjectNode properties) {
                ArrayNode required = schema.putArray("required");
                properties.propertyNames().forEach(required::add);
            }
        }
    }

    private static Set<String> reached(ObjectNode collected, List<ObjectNode> from) {
        Set<String> reached = new LinkedHashSet<>();
        List<String> waiting = new ArrayList<>();
        from.forEach(reference -> names(reference, waiting));
        while (!waiting.isEmpty()) {
            String name = waiting.removeLast();
            JsonNode schema = collected.get(name);
            if (schema != null && reached.add(name)) {
                names(schema, waiting);
            }
        }
        return reached;
    }

    private static void names(JsonNode node, List<String> found) {
        JsonNode reference = node.get("$ref");
        if (reference != null && reference.isString()) {
            found.add(reference.stringValue().substring(reference.stringValue().lastIndexOf('/') + 1));
        }
        node.forEach(inner -> names(inner, found));
    }

    private static boolean isUnwrapped(FieldScope field) {
        return field.getAnnotationConsideringFieldAndGetter(JsonUnwrapped.class) != null;
    }

    private static String wireName(FieldScope field) {
        if (isUnwrapped(field)) {
            return UNWRAPPED + field.getDeclaredName();
        }
        JsonProperty named = field.getAnnotationConsideringFieldAndGetter(JsonProperty.class);
        return named != null && !named.value().isEmpty() ? named.value() : Json.wireName(field.getDeclaredName());
    }

    private static boolean isNullable(FieldScope field) {
        Field member = field.getRawMember();
        return member.getAnnotatedType().isAnnotationPresent(Nullable.class) || isChange(field);
    }

    private static boolean isChange(FieldScope field) {
        return field.getRawMember().getType() == Change.class;
    }

    /** What a partial update sends is the value itself; of an unwrapped choice the first one is the whole thing. */
    private static @Nullable List<ResolvedType> changed(FieldScope field) {
        Class<?> type = field.getType() == null ? Object.class : field.getType().getErasedType();
        if (isUnwrapped(field) && type.isSealed()) {
            return List.of(field.getContext().resolve(type.getPermittedSubclasses()[0]));
        }
        return field.getType() != null && field.getType().getErasedType() == Change.class
                ? List.of(field.getTypeParameterFor(Change.class, 0))
                : null;
    }

    private static @Nullable CustomPropertyDefinition special(FieldScope field, SchemaGenerationContext context) {
        ObjectNode schema = context.getGeneratorConfig().createObjectNode();
        if (field.getAnnotationConsideringFieldAndGetter(JsonRawValue.class) != null) {
            return new CustomPropertyDefinition(schema.put("type", "object"));
        }
        if (field.getAnnotationConsideringFieldAndGetter(NumberOrText.class) != null) {
            ArrayNode types = schema.putArray("type").add("string").add("number");
            if (isNullable(field)) {
                types.add("null");
            }
            return new CustomPropertyDefinition(schema);
        }
        return null;
    }

    /** What has no type may be any JSON; what can only be null says so. */
    private static @Nullable CustomDefinition untyped(ResolvedType type, SchemaGenerationContext context) {
        ObjectNode schema = context.getGeneratorConfig().createObjectNode();
        if (type.getErasedType() == Void.class) {
            schema.put("type", "null");
        } else if (type.getErasedType() == Link.class) {
            schema.put("type", "string").put("format", "uri");
        } else if (type.getErasedType() != Object.class) {
            return null;
        }
        return new CustomDefinition(schema, CustomDefinition.INLINE_DEFINITION, CustomDefinition.INCLUDING_ATTRIBUTES);
    }

    /** Nested records carry the name of the record around them, since many rooms have a {@code Status}. */
    private static final class Naming extends DefaultSchemaDefinitionNamingStrategy {
        @Override
        public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
            StringBuilder name = new StringBuilder();
            for (Class<?> type = key.getType().getErasedType(); type != null; type = type.getEnclosingClass()) {
                name.insert(0, type.getSimpleName());
            }
            key.getType()
                    .getTypeParameters()
                    .forEach(parameter ->
                            name.append("Of").append(parameter.getErasedType().getSimpleName()));
            return name.toString();
        }
    }
}
