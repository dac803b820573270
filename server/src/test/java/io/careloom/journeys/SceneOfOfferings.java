package io.careloom.journeys;

import io.careloom.testing.Client;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What partners and specialties offer, of each kind, and what is attached to it. */
final class SceneOfOfferings implements ScenePart {
    private static final String THING = "((?:specialty_)?(?:offering|medication|compound|supply|service))";
    private static final Pattern PLAIN = Pattern.compile("(?:spare_|related_)?" + THING);
    private static final Pattern NAMED = Pattern.compile(THING + "_name");
    private static final Pattern DELETED = Pattern.compile("spare_deleted_" + THING);
    private static final Pattern TIED = Pattern.compile("tied_" + THING);
    private static final Pattern PART = Pattern.compile("spare_(disease|state|tag|offering)_of_" + THING);

    private final Scene scene;

    SceneOfOfferings(Scene scene) {
        this.scene = scene;
    }

    @Override
    public @Nullable String make(String name) throws InterruptedException {
        Matcher plain = PLAIN.matcher(name);
        Matcher named = NAMED.matcher(name);
        Matcher deleted = DELETED.matcher(name);
        Matcher tied = TIED.matcher(name);
        Matcher part = PART.matcher(name);
        if (plain.matches()) {
            return made(plain.group(1));
        }
        if (named.matches()) {
            return scene.first("GET " + shelf(named.group(1)) + "/{offering}", "/name");
        }
        if (deleted.matches()) {
            String id = made(deleted.group(1));
            keeper(deleted.group(1))
                    .send("DELETE", path(deleted.group(1), id), null)
                    .ok();
            return id;
        }
        if (tied.matches()) {
            String id = made(tied.group(1));
            for (String kind : new String[] {"disease", "state", "tag", "offering"}) {
                attached(kind, tied.group(1), id);
            }
            return id;
        }
        if (part.matches()) {
            return attached(part.group(1), part.group(2), scene.thing(part.group(2)));
        }
        return switch (name) {
            case "spare_taken_offering" -> taken();
            case "bonded_offering", "spare_bonded_offering" -> bonded();
            default -> null;
        };
    }

    private static boolean isOfSpecialty(String thing) {
        return thing.startsWith("specialty_");
    }

    /** The path of the facts under which such a thing stands. */
    private static String shelf(String thing) {
        String kind = thing.replace("specialty_", "");
        return (isOfSpecialty(thing) ? "/web/specialties/{specialty}/" : "/web/partners/{partner}/")
                + (kind.equals("supply") ? "supplies" : kind + "s");
    }

    private String path(String thing, String id) throws InterruptedException {
        String owner = isOfSpecialty(thing) ? "specialty" : "partner";
        return shelf(thing).replace("{" + owner + "}", scene.thing(owner)) + "/" + id;
    }

    private Client keeper(String thing) {
        return isOfSpecialty(thing) ? scene.server().admin() : scene.server().panelUser();
    }

    private String made(String thing) throws InterruptedException {
        return scene.first("POST " + shelf(thing), "/id");
    }

    private @Nullable String attached(String kind, String thing, String offering) throws InterruptedException {
        String below = path(thing, offering);
        switch (kind) {
            case "disease", "state" -> {
                String id = scene.thing(kind);
                String all = "/" + kind + "s/";
                keeper(thing).send("PUT", below + all + id, null).ok();
                return id;
            }
            case "tag" -> {
                String id = scene.fresh(isOfSpecialty(thing) ? "global_tag" : "plain_tag");
                keeper(thing)
                        .post(below + "/tags/" + id, Map.of("notes", "made up"))
                        .ok();
                return id;
            }
            default -> {
                if (!thing.equals("offering")) {
                    return null;
                }
                String id = made("offering");
                keeper(thing).send("PUT", below + "/offerings/" + id, Map.of()).ok();
                return id;
            }
        }
    }

    /** An offering of a specialty that the partner took over. */
    private String taken() throws InterruptedException {
        String id = made("specialty_offering");
        String path = "/web/partners/%s/specialties/%s/offerings/%s"
                .formatted(scene.thing("partner"), scene.thing("specialty"), id);
        scene.server().panelUser().send("PUT", path, null).ok();
        return id;
    }

    /** An offering that the usual clinician has for itself. */
    private String bonded() throws InterruptedException {
        String id = made("offering");
        String path = "/web/clinicians/" + scene.thing("clinician") + "/offerings/" + id;
        Map<String, String> bond = Map.of("type", "exclusive", "notes", "made up");
        scene.server().admin().send("PUT", path, bond).ok();
        return id;
    }
}
