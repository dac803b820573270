package io.careloom.platform.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs PostgreSQL's programs under the right account, with a clean environment and no stream of ours. */
record Programs(Path folder, RunAs runAs) {

    /**
     * Starts a program that stays; its output is appended to the log. It gets a session of its own where the machine
     * can do that: the terminal's Ctrl-C is for us, and we stop PostgreSQL last.
     */
    Process launch(Path log, List<String> command) throws IOException {
        List<String> line = new ArrayList<>();
        if (Stream.of("/usr/bin/setsid", "/bin/setsid").map(Path::of).anyMatch(Files::isExecutable)) {
            line.add("setsid");
        }
        line.addAll(lineOf(command));
        Process process = builder(line)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        return process;
    }

    /**
     * Runs a program to its end.
     *
     * @param input what it reads
     * @throws PostgresFault with its output when it fails
     */
    void run(List<String> command, String input) throws IOException, InterruptedException {
        Process process = builder(lineOf(command)).start();
        String output;
        try (OutputStream out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        }
        output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new PostgresFault("PostgreSQL's " + command.getFirst() + " failed:\n" + output.strip());
        }
    }

    /** Sends a signal by PostgreSQL's own program, since Java knows only TERM and KILL; a dead process is no error. */
    void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        try {
            run(List.of("pg_ctl", "kill", name, Long.toString(process.pid())), "");
        } catch (PostgresFault e) {
            if (process.isAlive()) {
                throw e;
            }
        }
    }

    private List<String> lineOf(List<String> command) {
        List<String> line = new ArrayList<>(runAs.prefix());
        line.add(folder.resolve("bin").resolve(command.getFirst()).toString());
        line.addAll(command.subList(1, command.size()));
        return line;
    }

    private ProcessBuilder builder(List<String> line) {
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        // PGDATA, PGOPTIONS, LD_PRELOAD and their like must not reach it
        environment.keySet().removeIf(name -> !name.equals("PATH"));
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        return builder;
    }
}
