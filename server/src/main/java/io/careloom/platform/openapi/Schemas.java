package io.careloom.platform.openapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.victools.jsonschema.generator.CustomDefinition;
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
import io.careloom.platform.http.Json;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** JSON schemas of request and answer records, named after the records and collected under {@code components/schemas}. */
final class Schemas {
    private static final String COMPONENTS = "components/schemas";

    private final SchemaBuilder builder;

    Schemas() {
        SchemaGeneratorConfigBuilder config =
                new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
        config.with(
                        Option.EXTRA_OPEN_API_FORMAT_VALUES,
                        Option.DEFINITIONS_FOR_ALL_OBJECTS,
                        Option.PLAIN_DEFINITION_KEYS)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        config.with(new JakartaValidationModule(
                JakartaValidationOption.NOT_NULLABLE_FIELD_IS_REQUIRED,
                JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS));
        config.forFields().withPropertyNameOverrideResolver(Schemas::wireName).withNullableCheck(Schemas::isNullable);
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(Schemas::unwrapped)
                .withDefinitionNamingStrategy(new Naming());
        builder = new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
    }

    /** A reference to the record's schema. */
    ObjectNode reference(Class<?> type) {
        return builder.createSchemaReference(type);
    }

    /** All schemas that were referred to. */
    ObjectNode collected() {
        return builder.collectDefinitions(COMPONENTS);
    }

    private static String wireName(FieldScope field) {
        JsonProperty named = field.getAnnotationConsideringFieldAndGetter(JsonProperty.class);
        return named != null && !named.value().isEmpty() ? named.value() : Json.wireName(field.getDeclaredName());
    }

    private static boolean isNullable(FieldScope field) {
        Field member = field.getRawMember();
        return member.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || Change.class.isAssignableFrom(member.getType());
    }

    /** What a partial update may send is the value itself; what has no type may be any JSON. */
    private static @Nullable CustomDefinition unwrapped(ResolvedType type, SchemaGenerationContext context) {
        if (type.getErasedType() == Change.class) {
            return new CustomDefinition(
                    context.createDefinitionReference(type.getTypeParameters().getFirst()),
                    CustomDefinition.INLINE_DEFINITION,
                    CustomDefinition.INCLUDING_ATTRIBUTES);
        }
        if (type.getErasedType() == Object.class) {
            return new CustomDefinition(
                    context.getGeneratorConfig().createObjectNode(),
                    CustomDefinition.INLINE_DEFINITION,
                    CustomDefinition.INCLUDING_ATTRIBUTES);
        }
        return null;
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
