package org.datawarp.app.docs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command that a page tells its readers to run.
 *
 * @param page as {@code docs/install.md}
 * @param line from 1
 * @param words without assignments of variables before it
 * @param stage the place where a page asks for it, for those whose order matters; 0 in sentences
 */
public record DocumentedCommand(String page, int line, List<String> words, int stage) {

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*=.*", Pattern.DOTALL);
    private static final Pattern OURS = Pattern.compile("(.*/)?datawarp");

    /** Words of the shell that are no commands. */
    private static final Set<String> GRAMMAR = Set.of("{", "}", "export");

    public DocumentedCommand {
        words = List.copyOf(words);
    }

    /** All that the blocks of a page ask for, in order; {@code $} before them in a transcript is left out. */
    public static List<DocumentedCommand> inBlocks(MarkdownPage page) {
        List<DocumentedCommand> all = new ArrayList<>();
        for (MarkdownPage.Fence fence : page.fences()) {
            switch (fence.language()) {
                case "", "sh" -> all.addAll(commands(page, fence.text(), fence.firstLine()));
                case "console" -> Transcript.steps(fence)
                        .forEach(step -> all.addAll(commands(page, step.command(), step.line())));
                default -> {}
            }
        }
        return all;
    }

    /** Commands of ours in sentences: code that begins with the launcher. */
    public static List<DocumentedCommand> inSentences(MarkdownPage page) {
        return page.spans().stream()
                .filter(span -> span.text().startsWith("./datawarp ")
                        || span.text().matches("datawarp [a-z].*"))
                .flatMap(span -> commands(page, span.text(), span.line()).stream())
                .toList();
    }

    private static List<DocumentedCommand> commands(MarkdownPage page, String text, int firstLine) {
        List<DocumentedCommand> all = new ArrayList<>();
        for (ShellText.Simple simple : ShellText.commands(text, firstLine)) {
            List<String> words = simple.words().stream()
                    .dropWhile(word ->
                            ASSIGNMENT.matcher(word).matches() || GRAMMAR.contains(word))
                    .toList();
            if (!words.isEmpty()) {
                all.add(new DocumentedCommand(page.name(), simple.line(), words, all.size()));
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
        boolean byAnother = Set.of("sudo", "docker").contains(words.get(0));
        for (int i = 0; i < words.size(); i++) {
            if (OURS.matcher(words.get(i)).matches() && (i == 0 || byAnother)) {
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

    /** Where it stands, for messages. */
    public String place() {
        return page + ":" + line;
    }

    /** Each distinct command line of ours once, where it stands first. */
    public static List<DocumentedCommand> distinct(Stream<DocumentedCommand> commands) {
        Set<List<String>> seen = new LinkedHashSet<>();
        return commands.filter(command -> seen.add(command.arguments())).toList();
    }
}
