package io.careloom.platform.validation;

import io.careloom.kernel.Change;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;

/** Lets constraints on {@code Change<@Size(max = 35) String>} look at the value that was sent. */
final class ChangeExtractor implements ValueExtractor<Change<@ExtractedValue ?>> {
    @Override
    public void extractValues(Change<?> change, ValueReceiver receiver) {
        if (change instanceof Change.Set<?>(var value)) {
            receiver.value(null, value);
        }
    }
}
