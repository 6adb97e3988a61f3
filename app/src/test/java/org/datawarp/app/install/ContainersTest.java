package org.datawarp.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datawarp.operate.service.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * {@code docker-compose.yml}, {@code Dockerfile} and {@code .env.example} agree with the code and with each other;
 * {@code deploy/docker/check} shows that they work.
 */
class ContainersTest {

    /** A variable of compose: its name, and its default after {@code :-}. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)(?::-([^}]*)|:\\?[^}]*)?}");

    private static String compose;
    private static Map<String, Map<String, Object>> services;
    private static Set<String> volumes;

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void read() throws IOException {
        compose = Repository.text("docker-compose.yml");
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(compose);
        services = (Map<String, Map<String, Object>>) file.get("services");
        volumes = ((Map<String, Object>) file.get("volumes")).keySet();
    }

    @Test
    void startEachRoleInAServiceOfItsOwn() {
        List<String> commands = new ArrayList<>();
        for (Role role : Role.values()) {
            String name = role.name().toLowerCase(Locale.ROOT);
            if (role == Role.WORKER) {
                assertThat(services.get(name)).containsEntry("image", "datawarp-worker");
            } else {
                assertThat(services.get(name)).containsEntry("image", "datawarp");
                assertThat(services.get(name)).containsEntry("command", List.of("run", name));
            }
            commands.add(name);
        }

        assertThat(services.keySet()).containsAll(commands);
    }

    @Test
    void setOnlyWhatIsRead() throws IOException {
        List<String> ofWorker = Repository.matches(
                Repository.text("worker/tools/serve.mjs"), "(?:process\\.env\\.|')([A-Z][A-Z0-9_]+)");
        ofWorker.add("XDG_CONFIG_HOME");
        services.forEach((name, service) -> {
            if (service.get("image").equals("datawarp")) {
                assertThat(Repository.variables()).as("read by %s", name).containsAll(environment(service));
            }
            if (service.get("image").equals("datawarp-worker")) {
                assertThat(ofWorker).as("read by %s", name).containsAll(environment(service));
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static Set<String> environment(Map<String, Object> service) {
        return ((Map<String, Object>) service.getOrDefault("environment", Map.of())).keySet();
    }

    @Test
    void takeFromTheEnvironmentWhatTheExampleDescribesAndNothingElse() throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        Matcher variable = VARIABLE.matcher(compose);
        while (variable.find()) {
            String fallback = variable.group(2) == null ? "" : variable.group(2);
            assertThat(defaults.getOrDefault(variable.group(1), fallback))
                    .as("one default of %s", variable.group(1))
                    .isEqualTo(fallback);
            defaults.put(variable.group(1), fallback);
        }

        assertThat(Repository.assignments(".env.example")).isEqualTo(defaults);
    }

    @Test
    void mayDoNoMoreThanTheyNeed() {
        services.forEach((name, service) -> {
            assertThat(service).as(name).containsEntry("read_only", true);
            assertThat(service).as(name).containsEntry("cap_drop", List.of("ALL"));
            assertThat(service).as(name).containsEntry("security_opt", List.of("no-new-privileges:true"));
            assertThat(service).as(name).containsEntry("restart", "unless-stopped");
            assertThat(service).as(name).containsKeys("mem_limit", "pids_limit", "healthcheck", "logging");
        });
    }

    @Test
    @SuppressWarnings("unchecked")
    void keepWhatTheyWriteInNamedVolumesOnly() {
        Set<String> mounted = new TreeSet<>();
        services.forEach((name, service) -> {
            for (String volume : (List<String>) service.get("volumes")) {
                String from = volume.substring(0, volume.indexOf(':'));
                if (from.startsWith("./")) {
                    assertThat(volume)
                            .as("a file of the repository is read only")
                            .endsWith(":ro");
                    assertThat(Repository.path(from)).exists();
                } else {
                    mounted.add(from);
                }
            }
        });

        assertThat(mounted).isEqualTo(new TreeSet<>(volumes));
    }

    @Test
    void areBuiltFromEveryModule() throws IOException {
        String dockerfile = Repository.text("Dockerfile");
        String before = dockerfile.substring(0, dockerfile.indexOf("RUN mvn"));
        List<String> copied = new ArrayList<>();
        for (String sources : Repository.matches(before, "^COPY (.*) \\S+$")) {
            copied.addAll(Arrays.asList(sources.split(" ", -1)));
        }

        assertThat(Repository.matches(Repository.text("pom.xml"), "<module>(.*)</module>"))
                .isNotEmpty()
                .allSatisfy(module -> assertThat(copied).containsAnyOf(module, module + "/pom.xml"));
    }

    @Test
    void haveTheFilesThatTheLauncherReads() throws IOException {
        String dockerfile = Repository.text("Dockerfile");
        String last = dockerfile.substring(dockerfile.indexOf(" AS datawarp"));

        assertThat(Repository.matches(Repository.text("datawarp"), "@\\$home/([^\" ]+)"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(last).contains("COPY " + file + " " + file));
    }

    /** In the image, what builds the Worker is gone; its runtime would ask for it at each start. */
    @Test
    void takeOutOfTheWorkersConfigurationWhatIsThere() throws IOException {
        String line = Repository.matches(Repository.text("Dockerfile"), "sed -i '/(.*)/d' wrangler.jsonc")
                .get(0);

        assertThat(Repository.matches(Repository.text("worker/wrangler.jsonc"), "(" + line + ").*},$"))
                .hasSize(1);
    }

    @Test
    void runTheVersionsThatTestsRunOn() throws IOException {
        String pom = Repository.text("pom.xml");
        String kafka =
                Repository.matches(pom, "<kafka.version>(.*)</kafka.version>").get(0);
        String postgres =
                Repository.matches(pom, "<postgres-binaries.version>(\\d+)").get(0);

        assertThat(services.get("kafka")).containsEntry("image", "apache/kafka:" + kafka);
        assertThat(services.get("postgres")).containsEntry("image", "postgres:" + postgres);
    }
}
