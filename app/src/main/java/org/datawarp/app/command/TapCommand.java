package org.datawarp.app.command;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.datawarp.app.platform.Endpoints;
import org.datawarp.app.tap.TopicReader;
import org.datawarp.app.tap.TopicTap;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.topic.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the messages of a topic of a running DataWarp. */
@Command(
        name = "tap",
        mixinStandardHelpOptions = true,
        description = "Prints the messages of a topic, or the changes of a dataset, as JSON lines.",
        footer = {
            "",
            "Examples:",
            "  ./datawarp tap ae_provider --limit 1",
            "  ./datawarp tap datawarp.transactions --follow",
            "docs/tapping.md shows how to read the same with kcat and Python."
        })
final class TapCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Parameters(paramLabel = "<topic or dataset>", description = "As datawarp.raw.ae-monthly, or ae_provider.")
    private String name;

    @Option(names = "--follow", description = "Go on with what comes, until stopped.")
    private boolean follow;

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            defaultValue = "9223372036854775807",
            description = "Stop after so many messages.")
    private long limit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Endpoints endpoints = RunningDatawarp.endpoints(options.read());
        TopicReader reader = new TopicReader(endpoints.kafkaProperties());
        String topic = topic(reader.topics());
        TopicTap tap = new TopicTap(reader, spec.commandLine().getOut());
        if (follow) {
            tap.follow(topic, limit);
        } else {
            tap.print(topic, limit);
        }
        return ExitCode.OK;
    }

    private String topic(Set<String> known) {
        if (known.contains(name)) {
            return name;
        }
        try {
            String changes = Topics.changes(new DatasetName(name)).name();
            if (known.contains(changes)) {
                return changes;
            }
        } catch (IllegalArgumentException e) {
            // Not a dataset's name either: told below.
        }
        TreeSet<String> ours = new TreeSet<>(known);
        ours.removeIf(other -> !other.startsWith("datawarp.") || other.endsWith("-changelog"));
        throw new UserException(
                ExitCode.INVALID,
                "Cannot tap %s: found no such topic or dataset, expected one of%n  %s"
                        .formatted(name, String.join(System.lineSeparator() + "  ", ours)));
    }
}
