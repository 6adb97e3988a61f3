package org.datawarp.app.docs;

import java.util.ArrayList;
import java.util.List;

/** A block of {@code console}: commands behind {@code $}, and below each what it prints, with {@code …} for lines left out. */
public final class Transcript {

    private static final String PROMPT = "$ ";

    private Transcript() {}

    /**
     * A command and what it prints.
     *
     * @param line of the command, from 1
     * @param printed the lines below it
     */
    public record Step(int line, String command, List<String> printed) {

        public Step {
            printed = List.copyOf(printed);
        }
    }

    /** Of all transcripts of a page, in order. */
    public static List<Step> steps(MarkdownPage page) {
        return page.fences().stream()
                .filter(fence -> fence.language().equals("console"))
                .flatMap(fence -> steps(fence).stream())
                .toList();
    }

    /** @throws AssertionError when it does not begin with a command */
    public static List<Step> steps(MarkdownPage.Fence fence) {
        List<Step> steps = new ArrayList<>();
        List<String> printed = new ArrayList<>();
        String command = "";
        int at = fence.firstLine();
        int line = at;
        for (String text : fence.text().lines().toList()) {
            if (text.startsWith(PROMPT)) {
                addTo(steps, at, command, printed);
                command = text.substring(PROMPT.length());
                at = line;
                printed.clear();
            } else {
                printed.add(text);
            }
            line++;
        }
        addTo(steps, at, command, printed);
        return steps;
    }

    private static void addTo(List<Step> steps, int line, String command, List<String> printed) {
        if (!command.isEmpty()) {
            steps.add(new Step(line, command, printed));
        } else if (!printed.isEmpty()) {
            throw new AssertionError("Line %d: a transcript begins with $ and a command".formatted(line));
        }
    }
}
