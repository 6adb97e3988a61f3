package org.datawarp.operate.repair;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.Rejection;

/**
 * What rejections have in common that one change of a manifest corrects.
 *
 * @param dataset empty when not known
 * @param column empty when the whole row or sheet is meant
 * @param shape of what was found: a 9 for its figures, an a for its letters, all else as it is
 */
record RejectionCause(PublicationName publication, String dataset, String column, String reason, String shape) {

    private static final Pattern FIGURES = Pattern.compile("\\p{Nd}+");
    private static final Pattern LETTERS = Pattern.compile("\\p{L}[\\p{L}\\p{M}]*( +\\p{L}[\\p{L}\\p{M}]*)*");
    private static final int LONGEST_SHAPE = 40;
    private static final int FINGERPRINT_DIGITS = 8;

    static RejectionCause of(Rejection rejection) {
        return new RejectionCause(
                rejection.publication(),
                rejection.dataset(),
                rejection.column(),
                rejection.reason(),
                shape(rejection.found()));
    }

    static String shape(String found) {
        String letters = LETTERS.matcher(found.strip()).replaceAll("a");
        String shape = FIGURES.matcher(letters).replaceAll("9");
        return shape.length() <= LONGEST_SHAPE ? shape : shape.substring(0, LONGEST_SHAPE) + "…";
    }

    /** Names the cause: the same wherever and whenever it is met. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String all = String.join("\u0000", publication.value(), dataset, column, reason, shape);
            byte[] hash = digest.digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, FINGERPRINT_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
