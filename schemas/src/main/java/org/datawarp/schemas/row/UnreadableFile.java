package org.datawarp.schemas.row;

import org.datawarp.schemas.name.FileDigest;

/**
 * A file, or a member of a ZIP, that could not be read whole.
 *
 * @param reason a stable code: {@code encrypted}, {@code not-a-workbook}, {@code too-big}, {@code malformed},
 *     {@code html-page}, {@code timeout}, {@code unsupported-format}
 * @param message what was found and expected, for a person
 */
public record UnreadableFile(FileDigest file, String fileName, String member, String reason, String message) {}
