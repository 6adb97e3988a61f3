package org.datawarp.app.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * A command that a page asks its readers to run.
 *
 * @param page as {@code docs/install.md}
 * @param line from 1
 * @param words without assignments of variables before it
 */
public record DocumentedCommand(String page, int line, List<String> words) {

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*=.*", Pattern.DOTALL);
    private static final Pattern OURS = Pattern.compile("(.*/)?datawarp");

    /** Words of the shell that are not commands. */
    private static final Set<String> GRAMMAR = Set.of("{", "}", "export");

    public DocumentedCommand {
        words = List.copyOf(words);
    }

    /** All that the blocks of a page ask for, in order; {@code $} before them in a transcript is left out. */
    public static List<DocumentedCommand> inBlocks(MarkdownPage page) {
        List<DocumentedCommand> all = new ArrayList<>();
        for (MarkdownPage.Fence fence : page.fences()) {
            switch (fence.language()) {
                case "", "sh" -> all.addAll(commands(page.name(), fence.text(), fence.firstLine()));
                case "console" -> Transcript.steps(fence).forEach(step -> all.addAll(inStep(page.name(), step)));
                default -> {}
            }
        }
        return all;
    }

    /** Commands of ours in sentences: code that begins with the launcher. */
    public static List<DocumentedCommand> inSentences(MarkdownPage page) {
        return page.spans().stream()
                .filter(span ->
                        span.text().startsWith("./datawarp ") || span.text().matches("datawarp [a-z].*"))
                .flatMap(span -> commands(page.name(), span.text(), span.line()).stream())
                .toList();
    }

    /** The commands of one step of a transcript. */
    public static List<DocumentedCommand> inStep(String page, Transcript.Step step) {
        return commands(page, step.command(), step.line());
    }

    /** The examples in the help of our commands: lines of their footers that start with two spaces. */
    public static Stream<DocumentedCommand> inHelp(CommandLine command) {
        String examples = Stream.of(command.getCommandSpec().usageMessage().footer())
                .filter(line -> line.startsWith("  "))
                .collect(Collectors.joining("\n"));
        return Stream.concat(
                commands("--help of " + command.getCommandSpec().qualifiedName(), examples, 1).stream(),
                command.getSubcommands().values().stream().flatMap(DocumentedCommand::inHelp));
    }

    private static List<DocumentedCommand> commands(String page, String text, int firstLine) {
        List<DocumentedCommand> all = new ArrayList<>();
        for (ShellText.Simple simple : ShellText.commands(text, firstLine)) {
            List<String> words = simple.words().stream()
                    .dropWhile(word -> ASSIGNMENT.matcher(word).matches() || GRAMMAR.contains(word))
                    .toList();
            if (!words.isEmpty()) {
                all.add(new DocumentedCommand(page, simple.line(), words));
            }
        }
        return all;
    }

    /** Whether it runs {@code datawarp}, perhaps as another user or in a container. */
    public boolean isOurs() {
        return position() >= 0;
    }

    /** Whether it is started by the launcher, not by something else. */
    public boolean isOurOwn() {
        return position() == 0;
    }

    private int position() {
        if (OURS.matcher(words.get(0)).matches()) {
            return 0;
        }
        boolean inContainer = words.get(0).equals("docker") && words.contains("exec");
        int others = inContainer ? words.indexOf("exec") : words.get(0).equals("sudo") ? 0 : words.size();
        for (int i = others; i < words.size(); i++) {
            boolean program = words.get(i).endsWith("/datawarp")
                    && !ASSIGNMENT.matcher(words.get(i)).matches();
            if (program || (inContainer && words.get(i).equals("datawarp"))) {
                return i;
            }
        }
        return -1;
    }

    /** What {@code datawarp} is given. */
    public List<String> arguments() {
        return words.subList(position() + 1, words.size());
    }

    /** As a page's reader sees it. */
    public String text() {
        return String.join(" ", words);
    }

    /** Its place, for messages. */
    public String place() {
        return page + ":" + line;
    }
}
