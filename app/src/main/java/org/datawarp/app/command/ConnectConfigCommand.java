package org.datawarp.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.sinks.change.CaptureSettings;
import org.datawarp.sinks.change.ChangeCapture;
import org.datawarp.sinks.change.ConnectorSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the settings that run capture on Kafka Connect. */
@Command(
        name = "connect-config",
        mixinStandardHelpOptions = true,
        header = "Print the settings for capture by Kafka Connect.",
        description = "Prints the settings with which Kafka Connect does what ./datawarp run capture does, as JSON"
                + " for a worker's POST /connectors. The worker needs DataWarp's plugin on its plugin.path:"
                + " docs/scaling.md. No secret is printed: the worker replaces each reference with its secret.",
        exitCodeList = {"0:the settings are printed", "1:with --offsets, capture has no position yet"},
        footer = {
            "  ./datawarp connect-config > connector.json",
            "  ./datawarp connect-config --offsets",
            "docs/scaling.md says how to move capture there, and back."
        })
final class ConnectConfigCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Mixin
    private SettingsOptions options;

    @Option(
            names = "--name",
            defaultValue = ConnectorSettings.NAME,
            description = "The connector's name (default: ${DEFAULT-VALUE}).")
    private String name = ConnectorSettings.NAME;

    @Option(
            names = "--password",
            paramLabel = "<reference>",
            defaultValue = "$${env:POSTGRES_PASSWORD}",
            description = "A reference to PostgreSQL's password, which a config provider of the worker resolves"
                    + " (default: $${env:POSTGRES_PASSWORD}). Others: $${file:/run/secrets/postgres:password},"
                    + " $${directory:/run/secrets:postgres_password}.")
    private String password = "${env:POSTGRES_PASSWORD}";

    @Option(
            names = "--offsets",
            description = "Print the position of capture instead, for PATCH /connectors/<name>/offsets while both"
                    + " are stopped. The connector then continues from that position.")
    private boolean offsets;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        requireReference();
        Settings settings = options.read();
        Endpoints endpoints = Endpoints.elsewhere(settings)
                .or(() -> Endpoints.remembered(settings))
                .orElseThrow(() -> new UserException(
                        ExitCode.INVALID,
                        "Cannot say how Kafka Connect reaches PostgreSQL: Kafka, PostgreSQL and the object store must be"
                                + " set, see docs/settings.md"));
        CaptureSettings capture = Pipeline.captureSettings(endpoints);
        print(offsets ? position(capture) : connector(capture));
        return ExitCode.OK;
    }

    /**
     * Anything but a reference may be the password itself, which would then show in the worker's topics and answers.
     */
    private void requireReference() {
        if (!password.matches("\\$\\{[^:}]+:.+}")) {
            throw new UserException(
                    ExitCode.INVALID,
                    "--password: expected a reference to a config provider, such as ${env:POSTGRES_PASSWORD}, and not the"
                            + " password itself");
        }
    }

    private Map<String, Object> connector(CaptureSettings capture) {
        Map<String, Object> connector = new LinkedHashMap<>();
        connector.put("name", name);
        connector.put("config", ConnectorSettings.of(capture, password));
        return connector;
    }

    private static Map<String, Object> position(CaptureSettings capture) {
        OptionalLong lsn = ChangeCapture.position(capture);
        return ConnectorSettings.offsets(lsn.orElseThrow(() -> new UserException(
                ExitCode.PROBLEM,
                "Capture has no position yet: it has not run with this Kafka. The connector starts with all rows"
                        + " that PostgreSQL holds")));
    }

    private void print(Map<String, Object> document) throws JsonProcessingException {
        spec.commandLine().getOut().println(JSON.writeValueAsString(document));
        spec.commandLine().getOut().flush();
    }
}
