package io.careloom.app;

import io.careloom.platform.OwnFile;
import io.careloom.platform.database.Origin;
import io.careloom.sandbox.DemoFile;
import io.careloom.sandbox.DemoWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Keeps {@code DIR/demo.json}: written once with the seed, since secrets are stored hashed; later only the address changes. */
final class DemoSeed {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private DemoSeed() {}

    static Path file(CareloomConfig config) {
        return config.dataDirectory().resolve("demo.json");
    }

    /** The demo world of this data directory, seeded on the first call. */
    static DemoFile ensure(Running running, CareloomConfig config, Consumer<String> progress) {
        Path file = file(config);
        DemoWorld world = running.server().wiring().demoWorld();
        DemoFile demo;
        if (Files.exists(file)) {
            demo = read(file).at(running.baseUrl());
        } else {
            progress.accept("Seeding the demo world.");
            demo = running.server().wiring().transactions.write(Origin.worker("demo seed"), tx -> {
                if (world.isSeeded(tx)) {
                    throw new Main.Refusal("this database holds a demo world already, but " + file
                            + " with its keys is gone; use another --data directory");
                }
                DemoFile seeded = world.seed(tx, running.baseUrl());
                // inside the transaction: keys that are not on disk must not exist in the database either
                write(file, seeded);
                return seeded;
            });
            return demo;
        }
        write(file, demo);
        return demo;
    }

    private static DemoFile read(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), DemoFile.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, DemoFile demo) {
        try {
            new OwnFile(file).replace(JSON.writeValueAsString(demo));
        } catch (IOException e) {
            throw new UncheckedIOException("demo.json could not be written", e);
        }
    }
}
