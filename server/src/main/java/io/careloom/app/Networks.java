package io.careloom.app;

import io.careloom.kernel.Environment;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.outbound.GuardedClient;
import io.careloom.prescribing.PharmacyGateway;
import io.careloom.prescribing.PrescriptionGateway;
import io.careloom.prescribing.dosespot.DoseSpotAccount;
import io.careloom.prescribing.dosespot.DoseSpotGateway;
import io.careloom.sandbox.SimulatedNetwork;
import io.careloom.sandbox.SimulatedPharmacies;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked behind the ports of prescribing: the simulator in the sandbox, DoseSpot in the live environment when there
 * is an account. The sandbox never reaches a real pharmacy.
 */
final class Networks {
    private final Map<Environment, PrescriptionGateway> prescriptions = new EnumMap<>(Environment.class);
    private final Map<Environment, PharmacyGateway> pharmacies = new EnumMap<>(Environment.class);

    Networks(@Nullable DoseSpotAccount account, GuardedClient outbound, Transactions transactions, Clocks clocks) {
        PharmacyGateway simulated = SimulatedPharmacies.all();
        pharmacies.put(Environment.SANDBOX, simulated);
        prescriptions.put(Environment.SANDBOX, new SimulatedNetwork(transactions, clocks, simulated));
        if (account != null) {
            DoseSpotGateway dosespot = new DoseSpotGateway(outbound, account);
            pharmacies.put(Environment.LIVE, dosespot.pharmacies());
            prescriptions.put(Environment.LIVE, dosespot);
        }
    }

    /** Where prescriptions go; the live environment has none without an account. */
    Map<Environment, PrescriptionGateway> prescriptions() {
        return Map.copyOf(prescriptions);
    }

    /** Where pharmacies are looked up. */
    Map<Environment, PharmacyGateway> pharmacies() {
        return Map.copyOf(pharmacies);
    }

    /** Pharmacies that take orders by program. */
    Map<Environment, PharmacyGateway> ordering() {
        return Map.of(Environment.SANDBOX, SimulatedPharmacies.takingOrders());
    }
}
