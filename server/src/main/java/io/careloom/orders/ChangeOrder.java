package io.careloom.orders;

import io.careloom.kernel.Change;
import java.time.LocalDate;

/** What is to be different in an order. */
public record ChangeOrder(Change<LocalDate> date, Change<String> paymentStatus, Change<LocalDate> paymentDate) {}
