package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bill of materials has every jar that the program runs with, byte for byte. */
@Tag("D12")
class SbomIT {

    private static final Path BOM = Path.of("target", "datawarp.cdx.json");
    private static final Path LIB = Path.of("target", "lib");

    private static final Map<String, String> LISTED = new HashMap<>();

    @BeforeAll
    static void read() throws IOException {
        assumeThat(BOM).as("made by the build, unless it is -Dquick").exists();
        for (JsonNode component : new ObjectMapper().readTree(BOM.toFile()).path("components")) {
            LISTED.put(jar(component), sha256(component));
        }
    }

    /** The file name in the folder: {@code pkg:maven/org/name@1.0?classifier=x&type=jar} is {@code name-1.0-x.jar}. */
    private static String jar(JsonNode component) {
        String classifier = Stream.of(component.path("purl").asText().split("[?&]"))
                .filter(part -> part.startsWith("classifier="))
                .map(part -> "-" + part.substring("classifier=".length()))
                .findFirst()
                .orElse("");
        return "%s-%s%s.jar"
                .formatted(
                        component.path("name").asText(),
                        component.path("version").asText(),
                        classifier);
    }

    private static String sha256(JsonNode component) {
        for (JsonNode hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return hash.path("content").asText();
            }
        }
        return "";
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(LIB)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    @Test
    void hasEveryJar() throws IOException {
        assertThat(jars())
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        jar -> assertThat(LISTED).containsKey(jar.getFileName().toString()));
    }

    @Test
    void hasNothingElse() throws IOException {
        TreeSet<String> known = new TreeSet<>();
        jars().forEach(jar -> known.add(jar.getFileName().toString()));

        assertThat(LISTED.keySet()).isSubsetOf(known);
    }

    @Test
    void hasTheDigestOfEachJarOfOthers() throws IOException, NoSuchAlgorithmException {
        for (Path jar : jars()) {
            String name = jar.getFileName().toString();
            if (!name.startsWith("datawarp-")) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
                assertThat(LISTED.get(name)).as(name).isEqualTo(HexFormat.of().formatHex(digest));
            }
        }
    }
}
