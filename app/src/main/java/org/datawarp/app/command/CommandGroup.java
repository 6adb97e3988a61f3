package org.datawarp.app.command;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** The groups of commands. Lists all commands in the order of {@code --help} and docs/commands.md. */
enum CommandGroup {
    RUN(
            "Run: start DataWarp and load data",
            UpCommand.class,
            RunCommand.class,
            LoadCommand.class,
            ConnectConfigCommand.class),
    ASK("Ask: read what is published", QueryCommand.class, RevisionsCommand.class, TapCommand.class, McpCommand.class),
    AUTHOR(
            "Author: describe a publication",
            AddCommand.class,
            InspectCommand.class,
            PeriodCommand.class,
            ManifestsCommand.class),
    OPERATE(
            "Operate: watch, correct and recover",
            StatusCommand.class,
            DoctorCommand.class,
            AlertsCommand.class,
            EventsCommand.class,
            CalendarCommand.class,
            CostCommand.class,
            RejectionsCommand.class,
            RepairCommand.class,
            ReplayCommand.class,
            RollbackCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            RebuildCommand.class,
            RecaptureCommand.class,
            ResetCommand.class);

    /** The width of the longest name, with the space before it. */
    private static final int NAMES = 16;

    private static final int INDENT = 2;

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // List.of returns an immutable list.
    private final List<Class<?>> commands;

    CommandGroup(String title, Class<?>... commands) {
        this.title = title;
        this.commands = List.of(commands);
    }

    /** Adds every command to its parent. */
    static void addTo(CommandLine parent) {
        Stream.of(values()).flatMap(group -> group.commands().stream()).forEach(parent::addSubcommand);
    }

    /** Renders the list of commands, group by group. */
    static String list(Help parent) {
        return Stream.of(values()).map(group -> group.table(parent)).collect(Collectors.joining("\n"));
    }

    private String table(Help parent) {
        int width = parent.commandSpec().usageMessage().width();
        TextTable table = TextTable.forColumns(
                parent.colorScheme(),
                new Column(NAMES, INDENT, Overflow.SPAN),
                new Column(width - NAMES, INDENT, Overflow.WRAP));
        parent.subcommands().forEach((name, command) -> {
            if (commands.contains(command.commandSpec().userObject().getClass())) {
                table.addRowValues(name, command.commandSpec().usageMessage().header()[0]);
            }
        });
        return title + "\n" + table;
    }

    String title() {
        return title;
    }

    List<Class<?>> commands() {
        return commands;
    }
}
