package io.careloom.app;

import io.careloom.access.LoginLinks;
import io.careloom.cases.CaseStatus;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.cases.offerings.NewLine;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Role;
import io.careloom.platform.config.Settings;
import io.careloom.platform.database.Database;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.RouteTable;
import io.careloom.platform.sealing.MasterKey;
import io.careloom.sandbox.DemoFile;
import io.careloom.testing.Client;
import io.careloom.testing.TestDatabase;
import io.careloom.testing.TestFolders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The whole server on a database of its own, with the demo world: two partners in two environments, three clinicians, a user
 * of each role. Tests that leave nothing odd behind share one.
 */
public final class TestServer implements AutoCloseable {
    private static @Nullable TestServer shared;

    private final Path folder = TestFolders.create();
    private final TestDatabase database;
    private final CareloomServer server;
    private final DemoFile world;
    private final DemoFile.PanelUser otherPanel;
    private final DemoClients clients;

    private TestServer(Map<String, Object> flags) {
        database = TestDatabase.fresh();
        Settings settings = Settings.defaults("/careloom.yaml")
                .flag("data", folder)
                .flag("http.port", 0)
                .flag("http.ops_port", 0)
                .flag("assignment.capacity", 100_000)
                .flag("files.folder", folder.resolve("blobs"))
                .flag("limits.login_per_email", 10_000)
                .flag("limits.login_per_address", 10_000)
                .flag("limits.token_per_client", 10_000);
        flags.forEach(settings::flag);
        CareloomConfig config = settings.as(CareloomConfig.class);
        Database.Address address = new Database.Address(
                database.url(),
                database.user(),
                database.password(),
                config.database().poolSize());
        server = new CareloomServer(address, MasterKey.fresh(), config, true, false);
        server.start();
        world = transactions()
                .write(Origin.worker("test"), tx -> server.wiring().demoWorld().seed(tx, url()));
        otherPanel = transactions()
                .write(
                        Origin.worker("test"),
                        tx -> server.wiring()
                                .demoWorld()
                                .panelUser(tx, world.partners().get(1).partnerId(), "panel@other.example"));
        clients = new DemoClients(url());
    }

    /** The server that all tests of a run share. */
    public static synchronized TestServer shared() {
        TestServer running = shared;
        if (running == null) {
            running = new TestServer(Map.of());
            shared = running;
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        return running;
    }

    /** A server of one's own with other settings, by dotted key. */
    public static TestServer with(Map<String, Object> flags) {
        return new TestServer(flags);
    }

    /** Its address. */
    public String url() {
        return server.url();
    }

    /** The address of health and metrics. */
    public String opsUrl() {
        return "http://127.0.0.1:" + server.opsPort();
    }

    /** The invented world and its keys. */
    public DemoFile world() {
        return world;
    }

    /** All rows of the API. */
    public RouteTable table() {
        return server.table();
    }

    /** The rooms, for tests in this package. */
    Wiring wiring() {
        return server.wiring();
    }

    /** A case in a clinician's hands becomes one in processing whose line, with so many refills, was taken by its pharmacy. */
    public void prescribe(UUID caseId, int refills) {
        Wiring rooms = server.wiring();
        Caller system = systemOf(caseId);
        transactions().write(Origin.worker("test"), tx -> {
            CaseOffering added = process(tx, system, caseId, line(ProductType.PHARMACY_API_PRODUCT, refills));
            rooms.cases.offerings().submit(tx, system, caseId, List.of(added.id()), Map.of());
            return rooms.cases.offerings().complete(tx, system, caseId, added.id(), "made up");
        });
    }

    /** A case in a clinician's hands becomes one in processing with one line of this kind. */
    void process(UUID caseId, ProductType type) {
        Caller system = systemOf(caseId);
        transactions().write(Origin.worker("test"), tx -> process(tx, system, caseId, line(type, 0)));
    }

    private Caller systemOf(UUID caseId) {
        return Caller.system(read(tx -> tx.handle()
                .createQuery("select tenant_id from cases.patient_case where case_id = :id")
                .bind("id", caseId)
                .mapTo(UUID.class)
                .one()));
    }

    private CaseOffering process(Tx tx, Caller system, UUID caseId, NewLine line) {
        CaseOffering added = server.wiring().cases.offerings().add(tx, system, caseId, line);
        server.wiring().cases.moveByClinician(tx, system, caseId, CaseStatus.PROCESSING, null);
        return added;
    }

    private static NewLine line(ProductType type, int refills) {
        Map<String, Object> terms = Map.of(
                "name", "Aygestin",
                "directions", "One each morning.",
                "ndc", "68462030450",
                "quantity", "30",
                "refills", refills,
                "days_supply", 90,
                "pharmacy_id", 31,
                "pharmacy_name", "Quayside Pharmacy");
        return new NewLine(null, type, Map.of(), ProductTerms.NONE.with(terms));
    }

    /** The database behind it. */
    public TestDatabase database() {
        return database;
    }

    /** Transactions on its database. */
    public Transactions transactions() {
        return server.wiring().transactions;
    }

    /** Reads something from its database. */
    public <T> T read(Function<Tx, T> query) {
        return transactions().read(Origin.worker("test"), query);
    }

    /** A caller without a token. */
    public Client anybody() {
        return clients.anybody();
    }

    /** The first partner's program in its sandbox. */
    public Client partner() {
        return clients.credential(world.partners().getFirst().environments().sandbox());
    }

    /** The first partner's program in live. */
    public Client livePartner() {
        return clients.credential(world.partners().getFirst().environments().live());
    }

    /** The second, separate partner's program in its sandbox. */
    public Client otherPartner() {
        return clients.credential(world.partners().get(1).environments().sandbox());
    }

    /** The admin. */
    public Client admin() {
        return staff(world.users().admin().email(), world.users().admin().password());
    }

    /** The first partner's panel user. */
    public Client panelUser() {
        return staff(
                world.users().panelUser().email(), world.users().panelUser().password());
    }

    /** The clinician at this place of the world's list. */
    public Client clinician(int index) {
        DemoFile.DemoClinician clinician = world.users().clinicians().get(index);
        return staff(clinician.email(), clinician.password());
    }

    /** The clinician with this id. */
    public Client clinician(String clinicianId) {
        DemoFile.DemoClinician clinician = world.users().clinicians().stream()
                .filter(one -> one.clinicianId().toString().equals(clinicianId))
                .findFirst()
                .orElseThrow();
        return staff(clinician.email(), clinician.password());
    }

    /** A person of the world, signed in with a one-time code from the outbox. */
    public Client staff(String email, String password) {
        return clients.staff(email, password);
    }

    /** Somebody of the world in this role; partners' programs and panel users belong to the first partner. */
    public Client as(Role role) {
        DemoFile.Users users = world.users();
        return switch (role) {
            case PARTNER_CREDENTIAL -> partner();
            case PANEL_USER -> panelUser();
            case CLINICIAN -> clinician(0);
            case ADMIN -> admin();
            case SUPPORT_STAFF ->
                staff(users.supportStaff().email(), users.supportStaff().password());
            case INTERNAL_SUPPORT_STAFF ->
                staff(
                        users.internalSupportStaff().email(),
                        users.internalSupportStaff().password());
            case MEDICAL_ASSISTANT ->
                staff(users.medicalAssistant().email(), users.medicalAssistant().password());
            case SERVICE_ACCOUNT, SYSTEM -> throw new IllegalArgumentException(role + " has no token");
        };
    }

    /** A panel user of the second partner. */
    public Client otherPanelUser() {
        return staff(otherPanel.email(), otherPanel.password());
    }

    /** The query of a link that signs the person in once, as the operator's command makes it. */
    public Map<String, String> loginLink(String email) {
        LoginLinks.LoginLink link = read(tx -> server.wiring().loginLinks.make(tx, email));
        return Map.of("expires", Long.toString(link.expires()), "signature", link.signature());
    }

    /** Letters to an address, newest first. */
    public JsonNode letters(String email) {
        return clients.letters(email);
    }

    @Override
    public void close() {
        server.close();
        database.close();
        TestFolders.delete(folder);
    }
}
