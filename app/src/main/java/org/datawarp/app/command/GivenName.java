package org.datawarp.app.command;

import java.util.function.Function;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.ReleaseName;

/** Reads names on the command line. An invalid name ends the command with a message that says what names look like. */
final class GivenName {

    private GivenName() {}

    static ReleaseName release(String text) {
        return parse(ReleaseName::new, text);
    }

    static DatasetName dataset(String text) {
        return parse(DatasetName::new, text);
    }

    private static <T> T parse(Function<String, T> name, String text) {
        try {
            return name.apply(text);
        } catch (IllegalArgumentException e) {
            throw new UserException(ExitCode.INVALID, String.valueOf(e.getMessage()));
        }
    }
}
