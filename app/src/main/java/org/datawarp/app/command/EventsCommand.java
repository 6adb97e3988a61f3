package org.datawarp.app.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datawarp.operate.events.EventPage;
import org.datawarp.operate.store.EventQuery;
import org.datawarp.operate.store.EventStore;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.TopicReader;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.event.CloudEvents;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what happened, step by step. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        header = "Show what happened, step by step, and how long it took.",
        description = "Shows what happened: the path of each release from its page to the catalogue, with the time that"
                + " each stage took.",
        exitCodeList = {
            "0:success; with --errors, nothing needs attention",
            "1:with --errors, something needs attention; or DataWarp does not run"
        },
        footer = {
            "  ./datawarp events ae-monthly --release 2025-03",
            "  ./datawarp events --errors --since 24h",
            "  ./datawarp events --follow --json",
            "docs/events.md lists every event."
        })
final class EventsCommand implements Callable<Integer> {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    @Mixin
    private SettingsOptions options;

    @Parameters(arity = "0..1", paramLabel = "<publication>", description = "Such as ae-monthly; all if left out.")
    private @Nullable String publication;

    @Option(names = "--release", paramLabel = "<release>", description = "One release, such as 2025-03.")
    private @Nullable String release;

    @Option(
            names = "--run",
            paramLabel = "<run>",
            description = "One run, that is one attempt at a release, as" + " events name it.")
    private @Nullable String run;

    @Option(names = "--errors", description = "Only what needs attention, and what to do about it.")
    private boolean errors;

    @Option(
            names = "--since",
            paramLabel = "<time>",
            description = "Only events since then: 30m, 24h, 7d, 2025-06-30 or 2025-06-30T12:00:00Z.")
    private @Nullable String since;

    @Option(
            names = "--last",
            paramLabel = "<n>",
            defaultValue = "300",
            description = "How many of the latest events to show (default: 300).")
    private int last;

    @Option(names = "--follow", description = "Show events as they happen, until stopped; with --since, from then on.")
    private boolean follow;

    @Option(names = "--json", description = "Print one CloudEvent a line, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = options.read();
        if (release != null) {
            GivenName.release(release);
        }
        if (last < 1) {
            throw new UserException(ExitCode.INVALID, "Cannot show %d events: --last is 1 or more".formatted(last));
        }
        Instant from = since == null ? null : since(since);
        Endpoints endpoints = RunningDatawarp.endpoints(settings);
        return follow ? follow(endpoints, from) : print(endpoints, from);
    }

    private static Instant since(String text) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            Duration unit = UNITS.getOrDefault(ago.group(2), Duration.ofDays(1));
            return InstantSource.system().instant().minus(unit.multipliedBy(Long.parseLong(ago.group(1))));
        }
        return DayOption.start(text);
    }

    private int print(Endpoints endpoints, @Nullable Instant from) {
        Settings.Database database = endpoints.database(DatabaseRole.WRITER);
        List<String> types = Arrays.stream(EventType.values())
                .filter(type -> errors && type.isProblem())
                .map(EventType::cloudType)
                .toList();
        List<String> found =
                new EventStore(database.settings()).find(new EventQuery(run, publication, release, types, from, last));
        if (json) {
            found.forEach(out()::println);
        } else {
            printWords(found);
        }
        out().flush();
        return errors && !found.isEmpty() ? ExitCode.PROBLEM : ExitCode.OK;
    }

    private void printWords(List<String> found) {
        List<Event> events = new ArrayList<>();
        found.forEach(text ->
                CloudEvents.decode(text.getBytes(StandardCharsets.UTF_8)).ifPresent(events::add));
        if (events.isEmpty()) {
            out().println(errors ? "Nothing needs attention." : "There are no such events.");
        } else if (errors) {
            events.forEach(new EventPage(out())::printLine);
        } else {
            new EventPage(out()).printStories(events);
        }
        if (found.size() == last) {
            out().printf("%nOnly the latest %,d events are searched; more with --last%n", last);
        }
    }

    private int follow(Endpoints endpoints, @Nullable Instant from) {
        Instant start = from == null ? InstantSource.system().instant() : from;
        EventPage page = new EventPage(out());
        new TopicReader(endpoints.kafkaProperties()).follow(Topics.events().name(), message -> {
            tell(message, start, page);
            return true;
        });
        return ExitCode.OK;
    }

    private void tell(ConsumerRecord<byte[], byte[]> message, Instant start, EventPage page) {
        if (message.value() == null) {
            return;
        }
        CloudEvents.decode(message.value())
                .filter(event -> isAskedFor(event) && !event.at().isBefore(start))
                .ifPresent(event -> {
                    if (json) {
                        out().println(new String(message.value(), StandardCharsets.UTF_8));
                        out().flush();
                    } else {
                        page.printLine(event);
                    }
                });
    }

    private boolean isAskedFor(Event event) {
        return (publication == null || publication.equals(event.publication()))
                && (release == null || release.equals(event.release()))
                && (run == null || run.equals(event.run()))
                && (!errors || event.type().isProblem());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
