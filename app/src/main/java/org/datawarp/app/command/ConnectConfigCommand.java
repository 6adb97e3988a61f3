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

/** Says how capture runs on Kafka Connect. */
@Command(
        name = "connect-config",
        mixinStandardHelpOptions = true,
        header = "Print the settings for capture by Kafka Connect.",
        description = "Prints, as JSON for a worker's POST /connectors, the settings with which Kafka Connect does what"
                + " ./datawarp run capture does. The worker has DataWarp's plugin on its plugin.path: docs/scaling.md."
                + " No secret is printed: the worker puts it in where its name stands.",
        exitCodeList = {"0:they are printed", "1:there is no position to go on from (with --offsets)"},
        footer = {
            "  ./datawarp connect-config > connector.json",
            "  ./datawarp connect-config --offsets",
            "docs/scaling.md says how capture moves there, and back."
        })
final class ConnectConfigCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Mixin
    private SettingsOptions options;

    @Option(
            names = "--name",
            defaultValue = ConnectorSettings.NAME,
            description = "What the connector is called (default: ${DEFAULT-VALUE}).")
    private String name = ConnectorSettings.NAME;

    @Option(
            names = "--password",
            paramLabel = "<reference>",
            defaultValue = "$${env:POSTGRES_PASSWORD}",
            description = "What stands for PostgreSQL's password: a reference that a config provider of the worker"
                    + " resolves (default: $${env:POSTGRES_PASSWORD}). Others: $${file:/run/secrets/postgres:password},"
                    + " $${directory:/run/secrets:postgres_password}.")
    private String password = "${env:POSTGRES_PASSWORD}";

    @Option(
            names = "--offsets",
            description = "Prints where capture stands instead, for PATCH /connectors/<name>/offsets while both are"
                    + " stopped: the connector then goes on from there.")
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

    /** What is no reference may be the password itself, and would stand in the worker's topics and answers. */
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
                "There is no position to go on from: capture has not run with this Kafka. The connector begins with all"
                        + " rows that PostgreSQL holds")));
    }

    private void print(Map<String, Object> document) throws JsonProcessingException {
        spec.commandLine().getOut().println(JSON.writeValueAsString(document));
        spec.commandLine().getOut().flush();
    }
}
