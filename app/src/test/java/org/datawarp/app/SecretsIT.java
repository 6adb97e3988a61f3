package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.TopicReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The passwords and keys of a running DataWarp are where they belong, and nowhere else. */
@Tag("D8")
@Tag("slow")
class SecretsIT {

    @TempDir
    private static Path folder;

    private static Everything logged;
    private static RunningStack stack;
    private static final List<String> SECRETS = new ArrayList<>();

    /** Keeps what any logger says, at any level, as it is written to the log. */
    private static final class Everything extends AbstractAppender {

        private final StringBuilder text = new StringBuilder();
        private final Layout<? extends Serializable> layout;

        Everything(Layout<? extends Serializable> layout) {
            super("everything", null, layout, true, Property.EMPTY_ARRAY);
            this.layout = layout;
        }

        @Override
        public synchronized void append(LogEvent event) {
            text.append(layout.toSerializable(event));
        }
    }

    @BeforeAll
    static void loadWhileEverythingIsLogged() throws IOException, InterruptedException, TimeoutException {
        LoggerContext logging = (LoggerContext) LogManager.getContext(false);
        logged = new Everything(logging.getConfiguration().getAppender("file").getLayout());
        logged.start();
        logging.getConfiguration().getRootLogger().addAppender(logged, Level.ALL, null);
        logging.getConfiguration().getLoggers().values().forEach(logger -> logger.setLevel(Level.DEBUG));
        logging.updateLoggers();
        Path manifests = BundledManifests.copy(folder.resolve("manifests"), "mhsds-four-week-waits");
        stack = RunningStack.start(folder.resolve("data"), manifests, "samples");
        stack.load();
        stack.awaitCopies();
        Endpoints endpoints = stack.endpoints();
        SECRETS.add(endpoints.database().password());
        for (DatabaseRole role : DatabaseRole.values()) {
            SECRETS.add(endpoints.database(role).password());
        }
        SECRETS.add(endpoints.store().secretKey());
        logging.getConfiguration().getRootLogger().removeAppender("everything");
        logging.reconfigure();
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        stack.close();
    }

    @Test
    void areFiveThatDiffer() {
        assertThat(SECRETS).hasSize(5).doesNotHaveDuplicates().allMatch(secret -> secret.length() >= 32);
    }

    @Test
    void areNotLoggedAtAnyLevel() {
        String text = logged.text.toString();

        assertThat(text).contains("database.password=***");
        assertThat(SECRETS).noneMatch(text::contains);
    }

    @Test
    void areNotInAnyTopic() {
        TopicReader reader = new TopicReader(stack.endpoints().kafkaProperties());
        StringBuilder text = new StringBuilder();
        for (String topic : reader.topics()) {
            reader.readToEnd(topic, message -> {
                text.append(text(message.key())).append(text(message.value()));
                return true;
            });
        }

        assertThat(text).hasSizeGreaterThan(1_000);
        assertThat(SECRETS).noneMatch(text.toString()::contains);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void areNotPublished() throws IOException {
        try (Stream<Path> objects = Files.walk(stack.objects())) {
            assertThat(objects.filter(Files::isRegularFile))
                    .hasSizeGreaterThan(3)
                    .allSatisfy(object ->
                            assertThat(text(Files.readAllBytes(object))).doesNotContain(SECRETS));
        }
    }

    @Test
    void areInFilesThatOnlyTheirOwnerReads() throws IOException {
        List<Path> holding;
        try (Stream<Path> files = Files.walk(stack.dataDirectory())) {
            holding = files.filter(Files::isRegularFile)
                    .filter(file -> SECRETS.stream().anyMatch(read(file)::contains))
                    .toList();
        }

        assertThat(holding).extracting(file -> file.getFileName().toString()).contains("endpoints.json", "password");
        assertThat(holding)
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------"));
    }

    private static String read(Path file) {
        try {
            return text(Files.readAllBytes(file));
        } catch (IOException e) {
            // Deleted while it was read.
            return "";
        }
    }

    @Test
    void areNotInAnyCommandLine() {
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse("")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContain(SECRETS));
    }

    @Test
    void areNotInWhatObjectsSayOfThemselves() {
        assertThat(List.of(stack.endpoints().toString(), stack.settings().toString()))
                .allSatisfy(said -> assertThat(said).doesNotContain(SECRETS));
    }
}
