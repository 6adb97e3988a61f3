package org.datawarp.operate.doctor;

/**
 * What came of one check.
 *
 * @param check what was checked
 * @param found what is there; when it cannot be read, why
 * @param expected what should be
 * @param advice what to do; empty when nothing needs to be done
 */
public record Finding(String check, State state, String found, String expected, String advice) {

    /** How it is. */
    public enum State {
        OK,
        PROBLEM,
        CANNOT_TELL;

        /** For a person. */
        String word() {
            return switch (this) {
                case OK -> "ok";
                case PROBLEM -> "problem";
                case CANNOT_TELL -> "cannot tell";
            };
        }
    }

    static Finding ok(String check, String found) {
        return new Finding(check, State.OK, found, "", "");
    }

    static Finding problem(String check, String found, String expected, String advice) {
        return new Finding(check, State.PROBLEM, found, expected, advice);
    }

    static Finding cannotTell(String check, String why, String advice) {
        return new Finding(check, State.CANNOT_TELL, why, "", advice);
    }

    /** A problem, or none. */
    static Finding of(boolean well, String check, String found, String expected, String advice) {
        return well ? ok(check, found) : problem(check, found, expected, advice);
    }

    /** Why something did not work, in a line. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.replaceAll("\\s+", " ");
    }
}
