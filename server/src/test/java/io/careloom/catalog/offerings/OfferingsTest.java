package io.careloom.catalog.offerings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.catalog.Catalog;
import io.careloom.catalog.CatalogGround;
import io.careloom.catalog.TakenSpecialty;
import io.careloom.geography.Geography;
import io.careloom.geography.State;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.PageQuery.Trashed;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.PartnerProfile;
import io.careloom.patients.PatientWorld;
import io.careloom.testing.TestDatabase;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OfferingsTest {
    private static final Map<String, @Nullable Object> CREAM = Map.of(
            "name",
            "Azelaic acid 15 %",
            "refills",
            1,
            "quantity",
            "30",
            "directions",
            "Apply thinly.",
            "dispense_unit",
            "Gram",
            "dispense_unit_id",
            20,
            "force_pharmacy",
            false,
            "allow_substitutions",
            true,
            "pharmacy_id",
            14);

    private static TestDatabase database;
    private static PatientWorld world;
    private static Catalog catalog;
    private static Offerings offerings;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new PatientWorld(database);
        catalog = CatalogGround.of(world);
        offerings = catalog.offerings();
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    private static Caller caller(Role role, Set<Permission> permissions, PartnerProfile... partners) {
        Set<UUID> ids = Arrays.stream(partners).map(PartnerProfile::id).collect(Collectors.toSet());
        return new Caller(
                UUID.randomUUID(),
                role,
                permissions,
                new Scope(Set.of(), ids),
                EnumSet.allOf(Environment.class),
                null,
                role == Role.PANEL_USER ? partners[0].id() : null,
                null);
    }

    private static Caller admin(PartnerProfile... partners) {
        return caller(Role.ADMIN, EnumSet.allOf(Permission.class), partners);
    }

    private static Caller panelUser(PartnerProfile... partners) {
        return caller(
                Role.PANEL_USER,
                EnumSet.of(Permission.OFFERING_READ, Permission.OFFERING_MANAGE, Permission.REFERENCE_READ),
                partners);
    }

    private static PartnerProfile partner() {
        return world.access.partner("Partner " + UUID.randomUUID());
    }

    private static Shelf shelf(PartnerProfile partner) {
        return new Shelf(Offering.Owner.partner(partner.id()), null);
    }

    private static OfferingFields said(String title, Map<String, @Nullable Object> product) {
        return new OfferingFields(Map.of("active", true, "title", title), product, "product.");
    }

    private static Offering cream(Caller caller, Shelf shelf, String title) {
        return world.write(
                tx -> offerings.create(tx, caller, shelf, ProductType.DOSESPOT_COMPOUND, said(title, CREAM)));
    }

    private static List<String> titles(Caller caller, Shelf shelf, OfferingFilter filter, PageQuery query) {
        return world.read(tx -> offerings.list(tx, caller, shelf, filter, query)).items().stream()
                .map(offering -> offering.terms().title())
                .toList();
    }

    private static Problem refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        return catchThrowableOfType(Problem.class, work);
    }

    @Test
    void eachKindSaysWhatItLacks() {
        PartnerProfile partner = partner();
        Caller caller = panelUser(partner);
        OfferingFields nothing = new OfferingFields(Map.of(), Map.of(), "product.");
        for (ProductType type : ProductType.values()) {
            Problem problem =
                    refused(() -> world.write(tx -> offerings.create(tx, caller, shelf(partner), type, nothing)));
            assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
            assertThat(problem.fields())
                    .as(type.name())
                    .containsKey(
                            switch (type) {
                                case DOSESPOT_MEDICATION -> "product.strength";
                                case DOSESPOT_COMPOUND, PHARMACY_API_PRODUCT -> "product.allow_substitutions";
                                case DOSESPOT_SUPPLY -> "product.ndc";
                                case SERVICE -> "title";
                                case BOOTHWYN_PRODUCT -> "product.sku";
                            });
        }
    }

    @Test
    void aDispenseUnitOrFileThatIsNotThereIsRefusedByItsField() {
        PartnerProfile partner = partner();
        Caller caller = panelUser(partner);
        Map<String, @Nullable Object> product = new HashMap<>(CREAM);
        product.put("dispense_unit_id", 4711);
        OfferingFields said =
                new OfferingFields(Map.of("active", true, "image_file_id", UUID.randomUUID()), product, "");

        assertThat(refused(() -> world.write(tx ->
                                offerings.create(tx, caller, shelf(partner), ProductType.DOSESPOT_COMPOUND, said)))
                        .fields())
                .containsOnlyKeys("dispense_unit_id", "image_file_id");
    }

    @Test
    void aListFindsByKindPharmacyAndWordsAndSorts() {
        PartnerProfile partner = partner();
        Caller caller = panelUser(partner);
        Shelf shelf = shelf(partner);
        cream(caller, shelf, "Night cream");
        cream(caller, shelf, "day cream");
        Map<String, @Nullable Object> device = Map.of(
                "service_type",
                "device",
                "description",
                "On loan.",
                "include_drivers_license",
                false,
                "send_pdf_file_automatically",
                false);
        world.write(tx -> offerings.create(tx, caller, shelf, ProductType.SERVICE, said("Cuff", device)));
        PageQuery byTitle = new PageQuery(1, 15, "title", true, null, Trashed.WITHOUT);

        assertThat(titles(caller, shelf, OfferingFilter.ALL, byTitle))
                .containsExactly("Cuff", "day cream", "Night cream");
        assertThat(titles(caller, shelf, new OfferingFilter(null, 14, null), byTitle))
                .containsExactly("day cream", "Night cream");
        assertThat(titles(caller, shelf, new OfferingFilter(null, 15, null), byTitle))
                .isEmpty();
        assertThat(titles(caller, shelf, new OfferingFilter(null, null, "NIGHT"), byTitle))
                .containsExactly("Night cream");
        assertThat(titles(caller, shelf, new OfferingFilter(ProductType.SERVICE, null, null), byTitle))
                .containsExactly("Cuff");
    }

    @Test
    void whatIsInTheTrashIsNotChosenAndComesBack() {
        PartnerProfile partner = partner();
        Caller caller = panelUser(partner);
        Shelf shelf = shelf(partner);
        Offering made = cream(caller, shelf, "Cream");
        Shelf.Key key = shelf.key(made.id());
        world.write(tx -> {
            offerings.delete(tx, caller, key);
            return true;
        });
        PageQuery trash = new PageQuery(1, 15, null, true, null, Trashed.ONLY);

        assertThat(titles(caller, shelf, OfferingFilter.ALL, PageQuery.FIRST)).isEmpty();
        assertThat(titles(caller, shelf, OfferingFilter.ALL, trash)).containsExactly("Cream");
        assertThat(world.<Map<UUID, Offering>>read(tx -> offerings.offered(tx, partner.id(), List.of(made.id()))))
                .isEmpty();
        assertThat(refused(() -> world.write(tx -> offerings.change(tx, caller, key, said("Other", Map.of()))))
                        .kind())
                .isEqualTo(Problem.Kind.NOT_FOUND);

        world.write(tx -> offerings.restore(tx, caller, key));
        assertThat(world.<Map<UUID, Offering>>read(tx -> offerings.offered(tx, partner.id(), List.of(made.id()))))
                .containsOnlyKeys(made.id());
    }

    @Test
    void aChangeKeepsWhatIsNotSaidAndMayNotTakeAwayWhatTheKindNeeds() {
        PartnerProfile partner = partner();
        Caller caller = panelUser(partner);
        Shelf shelf = shelf(partner);
        Shelf.Key key = shelf.key(cream(caller, shelf, "Cream").id());
        Map<String, @Nullable Object> cleared = new HashMap<>();
        cleared.put("quantity", null);

        assertThat(refused(() -> world.write(
                                tx -> offerings.change(tx, caller, key, new OfferingFields(Map.of(), cleared, ""))))
                        .fields())
                .containsOnlyKeys("quantity");
        Offering changed = world.write(
                tx -> offerings.change(tx, caller, key, new OfferingFields(Map.of(), Map.of("refills", 5), "")));
        assertThat(changed.product().terms())
                .isEqualTo(ProductTerms.NONE.with(CREAM).with(Map.of("refills", 5)));
        assertThat(changed.terms().title()).isEqualTo("Cream");
    }

    @Test
    void anotherPartnersShelfIsUnknown() {
        PartnerProfile partner = partner();
        PartnerProfile stranger = partner();
        Shelf shelf = shelf(partner);
        Shelf.Key key = shelf.key(cream(panelUser(partner), shelf, "Cream").id());

        assertThat(refused(() -> world.read(tx -> offerings.find(tx, panelUser(stranger), key)))
                        .kind())
                .isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(refused(() -> world.read(tx -> offerings.find(
                                tx, panelUser(stranger), shelf(stranger).key(key.offeringId()))))
                        .kind())
                .isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(refused(() -> world.write(tx -> offerings.replicate(tx, panelUser(partner), key, stranger.id())))
                        .fields())
                .containsOnlyKeys("partner_id");
    }

    @Test
    void aCopyHasDiseasesAndStatesAndGoesItsOwnWay() {
        PartnerProfile partner = partner();
        PartnerProfile other = partner();
        Caller both = admin(partner, other);
        Shelf shelf = shelf(partner);
        Shelf.Key key = shelf.key(cream(both, shelf, "Cream").id());
        State ohio = new Geography().stateNamed("OH").orElseThrow();
        world.write(tx -> {
            offerings.links().attachState(tx, both, key, ohio.stateId());
            return true;
        });

        Offering copy = world.write(tx -> offerings.replicate(tx, both, key, other.id()));
        world.write(tx -> offerings.change(tx, both, key, said("Changed", Map.of())));

        Shelf.Key copied = shelf(other).key(copy.id());
        assertThat(world.read(tx -> offerings.find(tx, panelUser(other), copied))
                        .terms()
                        .title())
                .isEqualTo("Cream");
        assertThat(world.read(tx -> offerings.links().states(tx, panelUser(other), copied, PageQuery.FIRST))
                        .items())
                .containsExactly(ohio);
        assertThat(copy.product().id()).isNotEqualTo(key.offeringId());
    }

    @Test
    void theSameWordsAgainTellNothing() {
        PartnerProfile partner = partner();
        Caller caller = panelUser(partner);
        Shelf.Key key =
                shelf(partner).key(cream(caller, shelf(partner), "Cream").id());

        world.write(tx -> offerings.change(tx, caller, key, said("Cream", CREAM)));
        assertThat(told(key)).isEqualTo(1);
        world.write(tx -> offerings.change(tx, caller, key, said("Cream", Map.of("refills", 2))));
        assertThat(told(key)).isEqualTo(2);
    }

    private static long told(Shelf.Key key) {
        return world.read(tx -> tx.handle()
                .createQuery("select count(1) from platform.event_log where subject_id = :id")
                .bind("id", key.offeringId())
                .mapTo(Long.class)
                .one());
    }

    @Test
    void aPictureStaysWithThePartnerWhoseItIs() {
        PartnerProfile partner = partner();
        PartnerProfile other = partner();
        Caller both = admin(partner, other);
        UUID picture = UUID.randomUUID();
        Shelf.Key key = shelf(partner).key(cream(both, shelf(partner), "Cream").id());
        world.write(tx -> tx.handle()
                .createUpdate("update catalog.offering set image_file_id = :picture where offering_id = :id")
                .bind("picture", picture)
                .bind("id", key.offeringId())
                .execute());

        Offering foreign = world.write(tx -> offerings.replicate(tx, both, key, other.id()));
        Offering own = world.write(tx -> offerings.replicate(tx, both, key, partner.id()));

        assertThat(foreign.terms().imageFileId()).isNull();
        assertThat(own.terms().imageFileId()).isEqualTo(picture);
    }

    @Test
    void whatGoesWithAnOfferingIsAnotherOneOnTheShelf() {
        PartnerProfile partner = partner();
        Caller caller = panelUser(partner);
        Shelf shelf = shelf(partner);
        Shelf.Key key = shelf.key(cream(caller, shelf, "Cream").id());
        Offering soap = cream(caller, shelf, "Soap");
        Offering oil = cream(caller, shelf, "Oil");
        world.write(tx -> {
            offerings.links().relate(tx, caller, key, soap.id(), "recommendation");
            offerings.links().relate(tx, caller, key, oil.id(), "similar");
            return true;
        });

        assertThat(refused(() -> relate(caller, key, key.offeringId())).kind()).isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(refused(() -> relate(caller, key, UUID.randomUUID())).kind()).isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(related(caller, key, null)).containsExactlyInAnyOrder(soap.id(), oil.id());
        assertThat(related(caller, key, "similar")).containsExactly(oil.id());
        world.write(tx -> {
            offerings.delete(tx, caller, shelf.key(oil.id()));
            return true;
        });
        assertThat(related(caller, key, null)).containsExactly(soap.id());
        List<Offering> seen = world.read(tx -> offerings.seen(tx, caller, List.of(soap.id(), oil.id())));
        assertThat(seen)
                .as("what is in the trash is not seen")
                .extracting(Offering::id)
                .containsExactly(soap.id());
    }

    private static void relate(Caller caller, Shelf.Key key, UUID otherId) {
        world.write(tx -> {
            offerings.links().relate(tx, caller, key, otherId, "similar");
            return true;
        });
    }

    private static List<UUID> related(Caller caller, Shelf.Key key, @Nullable String type) {
        return world.read(tx -> offerings.links().related(tx, caller, key, type, PageQuery.FIRST)).items().stream()
                .map(one -> one.offering().id())
                .toList();
    }

    @Test
    void whatASpecialtyOffersComesToItsFollowersAlsoLaterAndStaysItsOwn() {
        PartnerProfile partner = partner();
        Caller admin = admin(partner);
        UUID field = world.write(tx -> catalog.specialties().create(tx, admin, "Field " + UUID.randomUUID(), true))
                .id();
        Shelf ofField = new Shelf(Offering.Owner.specialty(field), null);
        cream(admin, ofField, "Before");
        world.write(tx -> {
            catalog.partnerSpecialties()
                    .take(tx, admin, partner.id(), field, new TakenSpecialty.Terms(true, false, false));
            return true;
        });
        Offering later = cream(admin, ofField, "Later");
        Caller panel = panelUser(partner);

        assertThat(titles(panel, shelf(partner), OfferingFilter.ALL, PageQuery.FIRST))
                .containsExactlyInAnyOrder("Before", "Later");
        assertThat(refused(() -> world.write(tx ->
                                offerings.change(tx, panel, shelf(partner).key(later.id()), said("Mine", Map.of()))))
                        .kind())
                .isEqualTo(Problem.Kind.FORBIDDEN);
        world.write(tx -> {
            offerings.taken().giveBack(tx, panel, partner.id(), field, later.id());
            return true;
        });
        assertThat(titles(panel, shelf(partner), OfferingFilter.ALL, PageQuery.FIRST))
                .containsExactly("Before");

        world.write(tx -> {
            catalog.partnerSpecialties().leave(tx, admin, partner.id(), field);
            return true;
        });
        assertThat(titles(panel, shelf(partner), OfferingFilter.ALL, PageQuery.FIRST))
                .isEmpty();
    }

    @Test
    void aCopyOfWhatASpecialtyOffersNeedsAPartner() {
        PartnerProfile partner = partner();
        Caller admin = admin(partner);
        UUID field = world.write(tx -> catalog.specialties().create(tx, admin, "Field " + UUID.randomUUID(), true))
                .id();
        Shelf ofField = new Shelf(Offering.Owner.specialty(field), null);
        Shelf.Key key = ofField.key(cream(admin, ofField, "Cream").id());

        assertThat(refused(() -> world.write(tx -> offerings.replicate(tx, admin, key, null)))
                        .fields())
                .containsOnlyKeys("partner_id");
        Offering copy = world.write(tx -> offerings.replicate(tx, panelUser(partner), key, null));
        assertThat(copy.owner().partnerId()).isEqualTo(partner.id());
    }

    @Test
    void anOfferingWithStatesIsOfferedThereOnly() {
        PartnerProfile partner = partner();
        Caller caller = panelUser(partner);
        Shelf shelf = shelf(partner);
        Offering everywhere = cream(caller, shelf, "Everywhere");
        Offering inOhio = cream(caller, shelf, "In Ohio");
        UUID ohio = new Geography().stateNamed("OH").orElseThrow().stateId();
        UUID texas = new Geography().stateNamed("TX").orElseThrow().stateId();
        world.write(tx -> {
            offerings.links().attachState(tx, caller, shelf.key(inOhio.id()), ohio);
            return true;
        });
        List<Offering> both = List.of(everywhere, inOhio);

        assertThat(world.<List<Offering>>read(tx -> offerings.links().offeredIn(tx, ohio, both)))
                .isEqualTo(both);
        assertThat(world.<List<Offering>>read(tx -> offerings.links().offeredIn(tx, texas, both)))
                .containsExactly(everywhere);
    }
}
