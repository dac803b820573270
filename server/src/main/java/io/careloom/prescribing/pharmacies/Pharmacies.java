package io.careloom.prescribing.pharmacies;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.prescribing.GatewayFailure;
import io.careloom.prescribing.Pharmacy;
import io.careloom.prescribing.PharmacyFilter;
import io.careloom.prescribing.PharmacyGateway;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The pharmacies of a network, asked outside of any transaction. A caller who may enter several environments sees the
 * live ones first.
 */
public final class Pharmacies {
    private static final List<Environment> ORDER = List.of(Environment.LIVE, Environment.SANDBOX);

    private final Map<Environment, PharmacyGateway> networks;

    /** The door; an environment without a network finds nothing when another has one, and else is 503. */
    public Pharmacies(Map<Environment, PharmacyGateway> networks) {
        this.networks = Map.copyOf(networks);
    }

    /** Those that fit, by name within each environment; at least one condition is needed. */
    public List<Pharmacy> search(Caller caller, PharmacyFilter filter) {
        caller.require(Permission.PHARMACY_READ);
        if (filter.isEmpty()) {
            throw Problem.invalid(
                    "name",
                    "Search by at least one of name, city, state, zip, address, phoneOrFax, " + "specialty, ncpdpID.");
        }
        return asked(caller).stream()
                .flatMap(network -> answered(network, one -> one.search(filter)).stream())
                .toList();
    }

    /** One pharmacy; 404 when no environment of the caller knows it. */
    public Pharmacy find(Caller caller, int pharmacyId) {
        caller.require(Permission.PHARMACY_READ);
        return asked(caller).stream()
                .flatMap(network -> answered(network, one -> one.find(pharmacyId)).stream())
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    /** One pharmacy of an environment; empty when its network knows none with this number. */
    public Optional<Pharmacy> find(Environment environment, int pharmacyId) {
        return answered(
                Optional.ofNullable(networks.get(environment)).orElseThrow(Pharmacies::none),
                network -> network.find(pharmacyId));
    }

    private List<PharmacyGateway> asked(Caller caller) {
        List<PharmacyGateway> asked = ORDER.stream()
                .filter(caller.environments()::contains)
                .flatMap(environment -> Stream.ofNullable(networks.get(environment)))
                .toList();
        if (asked.isEmpty()) {
            throw none();
        }
        return asked;
    }

    private static Problem none() {
        return Problem.unavailable("pharmacy_network_not_configured");
    }

    private static <T> T answered(PharmacyGateway network, Function<PharmacyGateway, T> question) {
        try {
            return question.apply(network);
        } catch (GatewayFailure failure) {
            throw Problem.unavailable("pharmacy_network_unavailable").detail(failure.reason());
        }
    }
}
