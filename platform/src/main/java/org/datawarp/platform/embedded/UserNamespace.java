package org.datawarp.platform.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * PostgreSQL refuses to run as root, or as a user without a name, such as a number in a container. In a user namespace
 * of its own, it sees neither, and runs.
 */
final class UserNamespace {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final List<String> UNSHARE = List.of("unshare", "--user");

    /** What Java calls a user without a name. */
    private static final String NAMELESS = "?";

    private UserNamespace() {}

    /**
     * The prefix for a command of PostgreSQL; empty for an ordinary user.
     *
     * @param directory takes the log of the trial
     * @throws EmbeddedStartException if this user needs a namespace and may not make one
     */
    static List<String> prefix(Path directory) {
        String user = System.getProperty("user.name");
        return user.equals("root") || user.equals(NAMELESS) ? requireWorking(UNSHARE, directory) : List.of();
    }

    static List<String> requireWorking(List<String> unshare, Path directory) {
        Command.Result result = tryOut(new Command(unshare, directory.resolve("command.log")));
        if (!result.succeeded() || result.output().equals("0")) {
            throw new EmbeddedStartException(
                    "Cannot start PostgreSQL as root or as a user without a name: found that user namespaces are"
                            + " forbidden here (" + result.output() + "), expected `" + String.join(" ", unshare)
                            + "` to work; run as an ordinary user (in a Dockerfile: USER), or set POSTGRES_HOST to use a"
                            + " server of your own.",
                    null);
        }
        return unshare;
    }

    private static Command.Result tryOut(Command trial) {
        try {
            return trial.run(LIMIT, List.of("id", "-u"));
        } catch (IOException e) {
            return new Command.Result(-1, String.valueOf(e.getMessage()));
        }
    }
}
