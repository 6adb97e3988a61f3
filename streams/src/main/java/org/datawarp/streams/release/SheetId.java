package org.datawarp.streams.release;

import java.nio.charset.StandardCharsets;

/**
 * The key of a message of the rows topics: an attempt, or a sheet of one.
 *
 * @param sheet the sheet's number within the release; 0 when the message concerns the whole release
 */
public record SheetId(String run, int sheet) {

    private static final int RUN_DIGITS = 16;

    public SheetId {
        if (!isRun(run)) {
            throw new IllegalArgumentException(
                    "Cannot tell the attempt of \"%s\": expected 16 hex digits".formatted(run));
        }
    }

    /** @throws IllegalArgumentException when the key is neither {@code <run>} nor {@code <run>/<number>} */
    public static SheetId of(byte[] key) {
        return of(new String(key, StandardCharsets.UTF_8));
    }

    public static SheetId of(String key) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            return new SheetId(key, 0);
        }
        try {
            return new SheetId(key.substring(0, slash), Integer.parseInt(key.substring(slash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Cannot tell the sheet of \"%s\": expected <run>/<number>".formatted(key), e);
        }
    }

    private static boolean isRun(String text) {
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return text.length() == RUN_DIGITS;
    }

    public boolean isRelease() {
        return sheet == 0;
    }
}
