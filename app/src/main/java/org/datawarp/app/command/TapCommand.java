package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.datawarp.ask.tap.LatestRelease;
import org.datawarp.ask.tap.ReaderCommands;
import org.datawarp.ask.tap.StreamServer;
import org.datawarp.ask.tap.StreamSettings;
import org.datawarp.ask.tap.TopicStart;
import org.datawarp.ask.tap.TopicTap;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.service.TopicReader;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.topic.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the messages of a topic of a running DataWarp, or the commands that read them. */
@Command(
        name = "tap",
        mixinStandardHelpOptions = true,
        header = "Print the messages of a topic as JSON lines.",
        description = "Prints the messages of a topic, or the changes of a dataset, as JSON lines, from the first"
                + " message that is kept. Reading affects no one else: no position is stored.",
        footer = {
            "  ./datawarp tap ae_provider --latest           # the latest release",
            "  ./datawarp tap datawarp.transactions --follow",
            "  ./datawarp tap ae_provider --commands         # in kcat, Python, Java, DuckDB",
            "  ./datawarp tap ae_provider --sse              # to browsers and programs",
            "docs/topics.md says what each topic guarantees, docs/tapping.md how to read it."
        })
final class TapCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Parameters(paramLabel = "<topic or dataset>", description = "Such as datawarp.raw.ae-monthly, or ae_provider.")
    private String name;

    @Option(names = "--follow", description = "Keep printing new messages, until stopped.")
    private boolean follow;

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            defaultValue = "9223372036854775807",
            description = "Stop after this many messages.")
    private long limit;

    @Option(
            names = "--latest",
            description = "Start with the latest complete release, not with the first message" + " that is kept.")
    private boolean latest;

    @Option(
            names = "--commands",
            description = "Print commands and programs for kcat, Python, Java and DuckDB that start with the latest"
                    + " complete release. They contain no secret.")
    private boolean commands;

    @Option(
            names = "--sse",
            description = "Serve the messages over HTTP as server-sent events, until stopped. There is no login: the"
                    + " stream is open to this machine only, unless --port says otherwise.")
    private boolean sse;

    @Option(
            names = "--port",
            paramLabel = "<port>",
            defaultValue = "0",
            description = "Where to serve the messages: a port, or host:port such as 0.0.0.0:8089 for other machines"
                    + " too (default: a free port).")
    private String port;

    @Option(
            names = "--allow-host",
            paramLabel = "<name>",
            description = "Another host name that requests for the stream may use; may be repeated.")
    private List<String> allowedHosts = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (commands && sse) {
            throw new UserException(ExitCode.INVALID, "Cannot tap: found --commands and --sse, expected one of them");
        }
        Endpoints endpoints = RunningDatawarp.endpoints(options.read());
        TopicReader reader = new TopicReader(endpoints.kafkaProperties());
        String topic = topic(reader.topics());
        TopicStart start =
                latest || commands ? new LatestRelease(reader).find(topic) : TopicStart.beginning(topic, reader);
        if (commands) {
            String tap = "./datawarp tap %s --latest%s".formatted(topic, options.dataAgain());
            out().println(new ReaderCommands(start, endpoints.kafkaProperties(), tap).text());
            out().flush();
        } else if (sse) {
            serve(start, reader);
        } else if (follow) {
            new TopicTap(reader, out()).follow(topic, start.offsets(), limit);
        } else {
            new TopicTap(reader, out()).print(topic, start.offsets(), limit);
        }
        return ExitCode.OK;
    }

    private void serve(TopicStart start, TopicReader reader) throws IOException, InterruptedException {
        StopSignal stop = new StopSignal();
        StreamSettings settings = StreamSettings.of(address(), Set.copyOf(allowedHosts));
        try (StopOnExit onExit = StopOnExit.install(stop);
                StreamServer server = StreamServer.start(start, reader, settings)) {
            onExit.expectStop();
            InetSocketAddress where = server.address();
            out().printf(
                            "Serving %s from %s at http://%s:%d/ . Ctrl-C stops.%n",
                            start.topic(), start.what(), settings.address().getHostString(), where.getPort());
            out().flush();
            stop.await();
        }
    }

    private InetSocketAddress address() {
        int colon = port.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : port.substring(0, colon);
        try {
            return new InetSocketAddress(host, Integer.parseInt(port.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    ExitCode.INVALID,
                    "Cannot serve at --port: found \"%s\", expected a port such as 8089, or host:port".formatted(port));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
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
            // Not a dataset's name either: reported below.
        }
        TreeSet<String> ours = new TreeSet<>(known);
        ours.removeIf(other -> !other.startsWith("datawarp.") || other.endsWith("-changelog"));
        throw new UserException(
                ExitCode.INVALID,
                "Cannot tap %s: found no such topic or dataset, expected one of%n  %s"
                        .formatted(name, String.join(System.lineSeparator() + "  ", ours)));
    }
}
