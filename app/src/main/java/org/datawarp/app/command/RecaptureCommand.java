package org.datawarp.app.command;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.service.Services;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.sinks.change.ChangeCapture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Publishes the rows of a restored database in place of the published data. */
@Command(
        name = "recapture",
        mixinStandardHelpOptions = true,
        header = "Publish all rows of a restored PostgreSQL at the next start.",
        description = "Makes the next start publish all rows that PostgreSQL holds, in place of the published data."
                + " Use it after PostgreSQL was restored from an older copy. DataWarp must be stopped.",
        exitCodeList = {"0:the next start will publish them", "1:it cannot be prepared, or DataWarp runs"},
        footer = {"  ./datawarp recapture", "docs/rebuild.md says when to use it."})
final class RecaptureCommand implements Callable<Integer>, Destructive {

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, SQLException {
        Settings settings = options.read();
        Optional<Endpoints> elsewhere = Endpoints.elsewhere(settings);
        if (elsewhere.isPresent()) {
            ChangeCapture.forgetPosition(Pipeline.captureSettings(elsewhere.get()));
        } else {
            try (Services services = Services.start(settings)) {
                ChangeCapture.forgetPosition(Pipeline.captureSettings(services.endpoints()));
            }
        }
        spec.commandLine()
                .getOut()
                .println("The next start will publish all rows that PostgreSQL holds, in place of the published data.");
        return ExitCode.OK;
    }
}
