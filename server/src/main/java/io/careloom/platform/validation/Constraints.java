package io.careloom.platform.validation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.hibernate.validator.spi.nodenameprovider.JavaBeanProperty;
import org.hibernate.validator.spi.nodenameprovider.Property;

/** Checks the constraints on a record's components and blames fields by their path on the wire. */
public final class Constraints {
    private final Validator validator;

    /** A checker; {@code wireName} turns a component's name into its key on the wire, unless {@link JsonProperty} does. */
    public Constraints(UnaryOperator<String> wireName) {
        validator = Validation.byProvider(HibernateValidator.class)
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .propertyNodeNameProvider(property -> name(property, wireName))
                .addValueExtractor(new ChangeExtractor())
                .buildValidatorFactory()
                .getValidator();
    }

    private static String name(Property property, UnaryOperator<String> wireName) {
        if (property instanceof JavaBeanProperty bean) {
            // what lies flat on the wire has no name of its own in a path
            for (Field field : bean.getDeclaringClass().getDeclaredFields()) {
                JsonProperty named = field.getAnnotation(JsonProperty.class);
                boolean meant = field.getName().equals(property.getName());
                if (meant && field.isAnnotationPresent(JsonUnwrapped.class)) {
                    return "";
                }
                if (meant && named != null) {
                    return named.value();
                }
            }
        }
        return wireName.apply(property.getName());
    }

    /** Reasons by path ({@code address.zip_code}, {@code case_questions.0.answer}), sorted; empty when all is well. */
    public SortedMap<String, List<String>> faults(Object value) {
        SortedMap<String, List<String>> faults = new TreeMap<>();
        for (ConstraintViolation<Object> violation : validator.validate(value)) {
            String field = path(violation.getPropertyPath());
            faults.computeIfAbsent(field, _ -> new ArrayList<>()).add(Wording.of(violation, field));
        }
        faults.values().forEach(reasons -> reasons.sort(null));
        return faults;
    }

    private static String path(Path violated) {
        StringBuilder path = new StringBuilder();
        for (Path.Node node : violated) {
            if (node.getIndex() != null) {
                path.append('.').append(node.getIndex());
            }
            String name = node.getName();
            if (name != null && !name.isEmpty() && !name.startsWith("<")) {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }
}
