package org.datawarp.app.docs;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Our commands that do not simply exit with 0 when {@code DocumentationIT} runs them.
 *
 * @param beginning a pattern of the first arguments; what follows is free
 * @param exitCode with which it ends there; {@link #ELSEWHERE} when another test runs it
 * @param why the reason for the exit code, or the test that runs it
 */
public record OwnCommand(String beginning, int exitCode, String why) {

    /** It never ends, or removes what the other commands need. */
    public static final int ELSEWHERE = -1;

    static final List<OwnCommand> ALL = List.of(
            new OwnCommand("up", ELSEWHERE, "DocumentationIT: on the first day"),
            new OwnCommand("reset", ELSEWHERE, "DocumentationIT: on the first day"),
            new OwnCommand("run ", ELSEWHERE, "RolesIT"),
            new OwnCommand("mcp", ELSEWHERE, "McpStdioIT"),
            new OwnCommand("recapture", ELSEWHERE, "RestoredVolumesIT"),
            new OwnCommand("rebuild", ELSEWHERE, "RebuildIT"),
            new OwnCommand("backup", ELSEWHERE, "BackupIT"),
            new OwnCommand("restore", ELSEWHERE, "BackupIT"),
            new OwnCommand("connect-config", ELSEWHERE, "KafkaConnectIT"),
            new OwnCommand("period$", ELSEWHERE, "PeriodCommandTest"),
            new OwnCommand("tap datawarp.transactions --follow", ELSEWHERE, "TopicReadersIT"),
            new OwnCommand("tap ae_provider --follow", ELSEWHERE, "TopicReadersIT"),
            new OwnCommand("tap ae_provider --sse", ELSEWHERE, "StreamServerTest"),
            new OwnCommand("events --follow", ELSEWHERE, "EventTopicIT"),
            new OwnCommand("add https://", ELSEWHERE, "AddThenQueryIT"),
            new OwnCommand("add ", 2, "there already, from the first day"),
            new OwnCommand("alerts --test", 2, "no way to send any is set"),
            new OwnCommand("events --errors", 1, "July was held on the first day"),
            new OwnCommand("calendar", 1, "samples get no new releases: their next ones are late"),
            new OwnCommand("replay --rejected", 1, "no sample has rejections"));

    boolean isAbout(String arguments) {
        return Pattern.compile(beginning).matcher(arguments).lookingAt();
    }

    /** The first line of the table that matches a command. */
    public static int exitCode(List<String> arguments) {
        String text = String.join(" ", arguments);
        return ALL.stream()
                .filter(command -> command.isAbout(text))
                .map(OwnCommand::exitCode)
                .findFirst()
                .orElse(0);
    }
}
