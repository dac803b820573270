package io.careloom.patients.exports;

import io.careloom.files.Files;
import io.careloom.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What an archive is packed from, read already; only the content of files is opened while it is written.
 *
 * @param records by the name of their file
 */
record ArchiveContents(Map<String, Object> records, List<Files.Held> files) {
    /** What {@code files.json} tells of a file that lies beside it. */
    private record Listed(String entry, String name, String type, String mimeType, Instant createdAt) {}

    void write(OutputStream to, Function<Object, String> json) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>(records);
        all.put("files", IntStream.range(0, files.size()).mapToObj(this::listed).toList());
        try (ZipOutputStream zip = new ZipOutputStream(to)) {
            for (Map.Entry<String, Object> file : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey() + ".json"));
                zip.write(json.apply(file.getValue()).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
            for (int i = 0; i < files.size(); i++) {
                zip.putNextEntry(new ZipEntry(entry(i)));
                try (InputStream content = files.get(i).content().opener().apply(0)) {
                    content.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
    }

    private Listed listed(int index) {
        StoredFile file = files.get(index).file();
        return new Listed(entry(index), file.name(), file.type(), file.mimeType(), file.createdAt());
    }

    /** Numbered, since names may be the same. */
    private String entry(int index) {
        return "files/" + (index + 1) + " " + files.get(index).file().name();
    }

    @Override
    public String toString() {
        return "ArchiveContents" + records.keySet();
    }
}
