package org.datawarp.schemas.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The texts of one publication's manifest, as they are in its folder and in the manifests topic.
 *
 * @param files YAML by file name: {@code publication.yaml} and one {@code <dataset>.yaml} each
 */
public record ManifestText(SortedMap<String, String> files) {

    public static final String PUBLICATION_FILE = "publication.yaml";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION_DIGITS = 12;

    /** When to look for releases: the key and everything indented under it. */
    private static final Pattern SCHEDULE = Pattern.compile("(?m)^schedule:.*(?:\\R|\\z)(?:[ \\t].*(?:\\R|\\z)|\\R)*");

    public ManifestText {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** @param folder of one publication; files in folders below it are not read */
    public static ManifestText in(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.list(folder)) {
            paths = all.filter(path -> path.toString().endsWith(".yaml")).toList();
        }
        SortedMap<String, String> texts = new TreeMap<>();
        for (Path path : paths) {
            texts.put(path.getFileName().toString(), Files.readString(path));
        }
        return new ManifestText(texts);
    }

    /** The first 12 hex digits of the SHA-256 over names and texts. */
    public String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, text) -> {
                update(digest, name);
                update(digest, text);
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * The version of {@code publication.yaml} alone, without its schedule. It decides which files are fetched and which
     * members are read. While it does not change, the raw rows stay valid, whatever the rest of the manifest says.
     */
    public String publicationVersion() {
        SortedMap<String, String> publication = new TreeMap<>(files);
        publication.keySet().retainAll(List.of(PUBLICATION_FILE));
        publication.replaceAll((file, text) -> SCHEDULE.matcher(text).replaceFirst(""));
        return new ManifestText(publication).version();
    }

    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    public byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(files);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Texts are JSON strings", e);
        }
    }

    /** @throws IllegalArgumentException when the bytes are not the result of {@link #toJson} */
    public static ManifestText fromJson(byte[] json) {
        try {
            return new ManifestText(JSON.readValue(json, new TypeReference<TreeMap<String, String>>() {}));
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read a manifest's texts: expected a JSON object of strings", e);
        }
    }
}
