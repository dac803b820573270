package io.careloom.sandbox;

import io.careloom.access.Access;
import io.careloom.access.CreateCredential;
import io.careloom.access.CreateUser;
import io.careloom.access.Credential;
import io.careloom.access.Credentials;
import io.careloom.access.PersonName;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.CreatePartner;
import io.careloom.partners.CreateTag;
import io.careloom.partners.PartnerEnvironment;
import io.careloom.partners.PartnerEnvironments;
import io.careloom.partners.Partners;
import io.careloom.partners.RegisterEnvironment;
import io.careloom.partners.Tag;
import io.careloom.platform.database.Tx;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.secrets.Secrets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The demo world: two partners, three clinicians with different states, one user of each role; all of them invented. */
public final class DemoWorld {
    private static final Set<Environment> BOTH = EnumSet.allOf(Environment.class);
    /** Nothing listens there: messages wait as failed until a developer registers an address of their own. */
    private static final String NOWHERE = "http://127.0.0.1:9/webhooks";

    private final Partners partners;
    private final PartnerEnvironments environments;
    private final Access access;
    private final Credentials credentials;
    private final DemoClinicians clinicians;
    private final DemoOfferings offerings;

    /** Who makes the clinicians, and what partners offer. */
    public record Makers(DemoClinicians clinicians, DemoOfferings offerings) {}

    /** A world made through the doors of the rooms. */
    public DemoWorld(
            Partners partners,
            PartnerEnvironments environments,
            Access access,
            Credentials credentials,
            Makers makers) {
        this.partners = partners;
        this.environments = environments;
        this.access = access;
        this.credentials = credentials;
        this.clinicians = makers.clinicians();
        this.offerings = makers.offerings();
    }

    /** True when there are partners already. */
    public boolean isSeeded(Tx tx) {
        return !partners.tenants(tx).isEmpty();
    }

    /** Makes the world and tells its keys, which cannot be read again. */
    public DemoFile seed(Tx tx, String baseUrl) {
        DemoFile.DemoPartner first = partner(tx, "Larkspur Skin");
        DemoFile.DemoPartner second = partner(tx, "Tidewater Men's Health");
        return new DemoFile(baseUrl, "", List.of(first, second), users(tx, first.partnerId())).at(baseUrl);
    }

    private DemoFile.DemoPartner partner(Tx tx, String name) {
        UUID partnerId = partners.create(tx, seeder(Scope.NONE), CreatePartner.named(name))
                .id();
        Caller caller = seeder(new Scope(tenants(tx, partnerId), Set.of(partnerId)));
        return new DemoFile.DemoPartner(
                name,
                partnerId,
                new DemoFile.Environments(
                        environment(tx, caller, partnerId, Environment.SANDBOX),
                        environment(tx, caller, partnerId, Environment.LIVE)),
                List.of(),
                offerings.seed(tx, caller, partnerId),
                List.of(
                        tag(tx, caller, partnerId, new CreateTag("Priority", "priority", "#da2ea3", null, null, null)),
                        tag(
                                tx,
                                caller,
                                partnerId,
                                new CreateTag(
                                        "Call back",
                                        "call-back",
                                        "#5899c7",
                                        "The patient asked for a call.",
                                        null,
                                        List.of("completed", "cancelled")))));
    }

    private DemoFile.DemoTag tag(Tx tx, Caller caller, UUID partnerId, CreateTag command) {
        Tag made = partners.tags().createFor(tx, caller, partnerId, command);
        return new DemoFile.DemoTag(made.id(), made.name(), made.key());
    }

    private Set<UUID> tenants(Tx tx, UUID partnerId) {
        return Set.of(
                partners.tenantOf(tx, partnerId, Environment.SANDBOX).tenantId(),
                partners.tenantOf(tx, partnerId, Environment.LIVE).tenantId());
    }

    private DemoFile.DemoEnvironment environment(Tx tx, Caller caller, UUID partnerId, Environment environment) {
        Credential credential = credentials.create(
                tx, caller, partnerId, new CreateCredential("Demo " + environment.identifier(), environment.id()));
        PartnerEnvironment settings = environments.register(
                tx,
                caller,
                partnerId,
                new RegisterEnvironment(
                        NOWHERE, null, "Bearer demo-" + environment.identifier(), environment.id(), null, null));
        return new DemoFile.DemoEnvironment(
                environment.id(),
                settings.id(),
                partners.tenantOf(tx, partnerId, environment).tenantId(),
                credential.clientId(),
                String.valueOf(credential.clientSecret()),
                settings.webhookUrl(),
                settings.webhookSecret(),
                String.valueOf(settings.webhookAuthorization()));
    }

    private DemoFile.Users users(Tx tx, UUID partnerId) {
        List<DemoFile.DemoClinician> doctors = clinicians.seed(tx, seeder(Scope.NONE));
        return new DemoFile.Users(
                login(
                        tx,
                        CreateUser.staff(
                                Role.ADMIN, new PersonName("Ada", "Brannock"), "admin@careloom.example", BOTH)),
                panelUser(tx, partnerId, "panel@larkspur.example"),
                doctors,
                login(
                        tx,
                        CreateUser.staff(
                                        Role.SUPPORT_STAFF,
                                        new PersonName("Samir", "Okafor"),
                                        "support@larkspur.example",
                                        BOTH)
                                .withPartners(Set.of(partnerId))),
                login(
                        tx,
                        CreateUser.staff(
                                Role.INTERNAL_SUPPORT_STAFF,
                                new PersonName("Ines", "Vogel"),
                                "internal@careloom.example",
                                BOTH)),
                login(
                        tx,
                        CreateUser.staff(
                                        Role.MEDICAL_ASSISTANT,
                                        new PersonName("Milo", "Haddad"),
                                        "assistant@careloom.example",
                                        BOTH)
                                .withClinician(doctors.getFirst().clinicianId())));
    }

    /** One more panel user of a partner. */
    public DemoFile.PanelUser panelUser(Tx tx, UUID partnerId, String email) {
        DemoFile.Login login = login(
                tx,
                CreateUser.staff(Role.PANEL_USER, new PersonName("Petra", "Lindqvist"), email, BOTH)
                        .withPartners(Set.of(partnerId)));
        return new DemoFile.PanelUser(login.userId(), login.email(), login.password(), partnerId);
    }

    private DemoFile.Login login(Tx tx, CreateUser person) {
        String password = password();
        UUID userId = access.createUser(tx, seeder(Scope.NONE), person.withPassword(password));
        return new DemoFile.Login(userId, person.email(), password);
    }

    static String password() {
        return Secrets.readable(20);
    }

    /** The server itself, reaching what was just made. */
    private static Caller seeder(Scope scope) {
        Caller system = Caller.system(Place.INSTALLATION);
        return new Caller(
                system.id(), system.role(), system.permissions(), scope, system.environments(), null, null, null);
    }
}
