package io.careloom.prescribing;

import java.util.List;
import java.util.Optional;

/** The directory of a network of pharmacies. Calls go outside: never inside a transaction. */
public interface PharmacyGateway {
    /**
     * Those that fit, by name, at most 100.
     *
     * @throws GatewayFailure when the network gives no answer
     */
    List<Pharmacy> search(PharmacyFilter filter);

    /**
     * The one with this number.
     *
     * @throws GatewayFailure when the network gives no answer
     */
    Optional<Pharmacy> find(int pharmacyId);
}
