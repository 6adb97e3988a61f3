package org.datawarp.author.inspect;

import java.util.List;
import java.util.Optional;
import org.datawarp.author.table.InspectedSheet;

/**
 * What was understood of a file.
 *
 * @param file as the caller named it
 * @param sha256 of its bytes, in lower-case hex
 * @param format what its bytes are, such as {@code xlsx}; empty when they are too damaged to tell
 * @param sheets in the file's order; none when the file was rejected
 * @param rejected why the file cannot be read
 * @param unreadable members of a ZIP that cannot be read while others can
 */
public record InspectedFile(
        String file,
        String sha256,
        String format,
        List<FoundSheet> sheets,
        Optional<Refusal> rejected,
        List<Refusal> unreadable) {

    public InspectedFile {
        sheets = List.copyOf(sheets);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * A sheet, and where it was.
     *
     * @param member the path within a ZIP; empty when the file is not a ZIP
     */
    public record FoundSheet(String member, InspectedSheet sheet) {}

    /**
     * Why a file or a member cannot be read.
     *
     * @param member the path within a ZIP; empty for the file itself
     * @param reason a stable code, such as {@code encrypted}
     * @param message for a person
     */
    public record Refusal(String member, String reason, String message) {}

    /** Whether all of it could be read. */
    public boolean isWhole() {
        return rejected.isEmpty() && unreadable.isEmpty();
    }
}
