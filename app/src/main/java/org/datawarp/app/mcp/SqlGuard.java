package org.datawarp.app.mcp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets one reading statement pass. What it misses, the source refuses: it has no rights and no way to the outside. So the
 * guard is there to say early and plainly what cannot be done.
 */
final class SqlGuard {

    private static final int MOST_BYTES = 8192;
    private static final Set<String> READING =
            Set.of("select", "with", "from", "values", "describe", "summarize", "table");

    /** What stands for no code of its own: texts, quoted names, comments, texts between dollars. */
    private static final Pattern SILENT = Pattern.compile(
            "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*|/\\*.*?\\*/|\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);

    private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");

    private SqlGuard() {}

    /** @throws ToolException saying what is expected instead */
    static void check(String sql) throws ToolException {
        if (sql.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new ToolException("The statement is longer than %,d bytes. Shorten it.".formatted(MOST_BYTES));
        }
        if (sql.indexOf('\0') >= 0) {
            throw new ToolException("The statement has a NUL character. Leave it out.");
        }
        String code = SILENT.matcher(sql).replaceAll(" ").strip();
        String body = code.endsWith(";") ? code.substring(0, code.length() - 1) : code;
        if (body.contains(";")) {
            throw new ToolException("There is more than one statement. Ask one at a time.");
        }
        Matcher first = WORD.matcher(body);
        if (!first.find() || !READING.contains(first.group().toLowerCase(Locale.ROOT))) {
            throw new ToolException("Only reading is possible here. Begin with SELECT or WITH.");
        }
    }
}
