package org.datawarp.app.docs;

import java.util.ArrayList;
import java.util.List;

/**
 * The commands in a piece of shell, as far as documentation needs it: words, quotes, comments, continued lines, lists,
 * pipes and {@code $(...)}.
 */
final class ShellText {

    private final String text;
    private final List<Simple> found = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private List<String> words = new ArrayList<>();
    private boolean inWord;
    private boolean dropNext;
    private int line;
    private int commandLine;

    private ShellText(String text, int firstLine) {
        this.text = text;
        this.line = firstLine;
    }

    /**
     * One command.
     *
     * @param line where it begins
     * @param words without quotes
     */
    record Simple(int line, List<String> words) {}

    /** @param firstLine the number of the first line */
    static List<Simple> commands(String text, int firstLine) {
        ShellText shell = new ShellText(text, firstLine);
        int at = 0;
        while (at < text.length()) {
            at = shell.take(at);
        }
        shell.endCommand();
        return shell.found;
    }

    /** @return where to continue */
    private int take(int at) {
        char c = text.charAt(at);
        return switch (c) {
            case '\'', '"' -> takeQuoted(at + 1, c);
            case '\\' -> takeEscaped(at + 1);
            case '#' -> inWord ? append(c, at) : endOfLine(at);
            case '>', '<' -> takeRedirection(at);
            case ' ', '\t' -> {
                endWord();
                yield at + 1;
            }
            case '\n' -> {
                endCommand();
                line++;
                yield at + 1;
            }
            case ';', '|', '&', '(', ')' -> {
                endCommand();
                yield at + 1;
            }
            case '$' -> text.startsWith("$(", at) ? takeNested(at + 2) : append(c, at);
            default -> append(c, at);
        };
    }

    private int takeQuoted(int from, char quote) {
        beginWord();
        int end = text.indexOf(quote, from);
        if (end < 0) {
            throw new IllegalArgumentException("Line %d: nothing closes %c".formatted(line, quote));
        }
        String quoted = text.substring(from, end);
        word.append(quoted);
        line += (int) quoted.chars().filter(c -> c == '\n').count();
        return end + 1;
    }

    private int takeEscaped(int at) {
        if (at < text.length() && text.charAt(at) == '\n') {
            line++;
            return at + 1;
        }
        beginWord();
        word.append(text.charAt(at));
        return at + 1;
    }

    /** {@code <name>} is a placeholder; anything else leads to or from a file, whose name is no argument. */
    private int takeRedirection(int at) {
        int end = text.indexOf('>', at);
        if (text.charAt(at) == '<' && end > 0 && text.substring(at + 1, end).matches("[\\w|, -]+")) {
            beginWord();
            word.append(text, at, end + 1);
            return end + 1;
        }
        if (word.toString().equals("2") || word.toString().equals("1")) {
            word.setLength(0);
            inWord = false;
        }
        endWord();
        dropNext = true;
        return at + 1;
    }

    private int takeNested(int from) {
        int end = text.indexOf(')', from);
        found.addAll(commands(text.substring(from, end), line));
        beginWord();
        word.append("$(...)");
        return end + 1;
    }

    private int endOfLine(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private int append(char c, int at) {
        beginWord();
        word.append(c);
        return at + 1;
    }

    private void beginWord() {
        if (words.isEmpty() && !inWord) {
            commandLine = line;
        }
        inWord = true;
    }

    private void endWord() {
        if (!inWord) {
            return;
        }
        if (!dropNext) {
            words.add(word.toString());
        }
        dropNext = false;
        inWord = false;
        word.setLength(0);
    }

    private void endCommand() {
        endWord();
        dropNext = false;
        if (!words.isEmpty()) {
            found.add(new Simple(commandLine, List.copyOf(words)));
            words = new ArrayList<>();
        }
    }
}
