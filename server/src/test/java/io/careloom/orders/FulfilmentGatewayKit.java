package io.careloom.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.orders.FulfilmentGateway.Refused;
import io.careloom.orders.FulfilmentGateway.Unreachable;
import io.careloom.orders.OrderReport.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every pharmacy behind the port does. The pharmacy under test has the magic words of the sandbox in the notes of a
 * product.
 */
public abstract class FulfilmentGatewayKit {
    protected static final Instant NOW = Instant.parse("2026-11-28T09:00:00Z");

    /** When everything that is not kept has been shipped. */
    protected static final Instant LATER = Instant.parse("2026-11-29T09:00:00Z");

    protected static final String REFUSE = "[refuse order]";
    private static final String SILENT = "[no answer]";

    /** The pharmacy. */
    protected abstract FulfilmentGateway gateway();

    /** It ships what it has; one that ships by itself at {@link #LATER} does nothing. */
    protected abstract void ships();

    /** From now on it answers nothing; one that goes by the notes of the product does nothing. */
    protected abstract void fallsSilent();

    protected static Shipment shipment(String key, @Nullable String notes) {
        return new Shipment(
                key,
                new UUID(7, 7),
                "01KGHYZF9NJ243KMP5R870NPS5",
                LocalDate.of(2026, 11, 28),
                true,
                "31",
                null,
                NOW,
                new Shipment.Recipient(
                        new UUID(8, 8),
                        "Tamsin",
                        "Oakes",
                        LocalDate.of(1985, 5, 6),
                        "(213) 555-0175",
                        "tamsin@mail.example",
                        "9 Linden Row",
                        null,
                        "Los Angeles",
                        "CA",
                        "90012"),
                List.of(new Shipment.Item(
                        new UUID(9, 9), "BW-77", "00093-7214-98", "Minoxidil foam", "30", 90, "Twice a day.", notes)));
    }

    protected final Shipment taken(String key) throws Refused, Unreachable {
        Shipment sent = shipment(key, null);
        return sent.named(gateway().create(sent).pharmacyOrderId());
    }

    @Test
    void anOrderIsTakenUnderANameOfThePharmacy() throws Refused, Unreachable {
        OrderReport report = gateway().create(shipment("made-up-1", null));

        assertThat(report.stage()).isEqualTo(Stage.CREATED);
        assertThat(report.pharmacyOrderId()).isNotBlank();
        assertThat(report.tracking()).isNull();
    }

    @Test
    void aRepetitionIsTheSameOrder() throws Refused, Unreachable {
        String first = gateway().create(shipment("made-up-2", null)).pharmacyOrderId();

        assertThat(gateway().create(shipment("made-up-2", null)).pharmacyOrderId())
                .isEqualTo(first);
        assertThat(gateway().create(shipment("made-up-3", null)).pharmacyOrderId())
                .isNotEqualTo(first);
    }

    @Test
    void whatWasTakenIsFound() throws Refused, Unreachable {
        Shipment taken = taken("made-up-4");

        OrderReport stands = gateway().look(taken, NOW);

        assertThat(stands.pharmacyOrderId()).isEqualTo(taken.pharmacyOrderId());
        assertThat(stands.stage()).isEqualTo(Stage.CREATED);
    }

    @Test
    void aRefusalSaysWhyToPeopleAndToPrograms() {
        Refused refused =
                catchThrowableOfType(Refused.class, () -> gateway().create(shipment("made-up-5", "Please. " + REFUSE)));

        assertThat(refused.details()).startsWith("Invalid Address Zip");
        assertThat(refused.metadata()).contains("42227");
    }

    @Test
    void silenceIsNoRefusal() throws Refused, Unreachable {
        Shipment taken = taken("made-up-6");
        Shipment silent = shipment("made-up-6", SILENT).named(taken.pharmacyOrderId());
        fallsSilent();

        assertThatThrownBy(() -> gateway().create(silent)).isInstanceOf(Unreachable.class);
        assertThatThrownBy(() -> gateway().look(silent, NOW)).isInstanceOf(Unreachable.class);
        assertThatThrownBy(() -> gateway().cancel(silent, NOW)).isInstanceOf(Unreachable.class);
    }

    @Test
    void whatIsShippedCanBeFollowed() throws Refused, Unreachable {
        Shipment taken = taken("made-up-7");
        ships();

        OrderReport shipped = gateway().look(taken, LATER);

        assertThat(shipped.stage()).isEqualTo(Stage.FULFILLED);
        assertThat(shipped.tracking()).isNotNull();
        assertThat(shipped.tracking().number()).isNotBlank();
        assertThat(shipped.tracking().link()).startsWith("https://");
        assertThat(shipped.tracking().company()).isNotBlank();
        assertThat(shipped.tracking().at()).isBetween(NOW.minusSeconds(86_400), LATER);
    }

    @Test
    void anOrderIsCalledOffHoweverOftenItIsAsked() throws Refused, Unreachable {
        Shipment taken = taken("made-up-8");

        assertThat(gateway().cancel(taken, NOW).stage()).isEqualTo(Stage.CANCELLED);
        assertThat(gateway().cancel(taken, NOW).stage()).isEqualTo(Stage.CANCELLED);
    }

    @Test
    void whatIsShippedCannotBeCalledOff() throws Refused, Unreachable {
        Shipment taken = taken("made-up-9");
        ships();

        assertThat(gateway().cancel(taken, LATER).stage()).isEqualTo(Stage.FULFILLED);
    }

    @Test
    void itIsLookedAtNowAndThen() {
        assertThat(gateway().lookEvery()).isPositive();
    }
}
