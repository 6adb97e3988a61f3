package org.datawarp.app.docs;

import java.util.List;

/**
 * Commands on the pages that are not ours: how they start, and what runs them instead of the documentation tests.
 *
 * @param beginning the first words; what follows is free
 * @param where a file of the repository that runs it or a test of it, such as {@code deploy/docker/check}; empty when
 *     nothing does
 * @param why which part of it that file runs, or why nothing runs it
 */
record OtherCommand(String beginning, String where, String why) {

    private static final String DOCKER = "deploy/docker/check";
    private static final String NO_ACCOUNT = "needs an account at Cloudflare";
    private static final String NO_ROOT = "needs root on a machine with systemd";
    private static final String UNITS = "app/src/test/java/org/datawarp/app/install/SystemdUnitsTest.java";
    private static final String HOSTED = "asks a Worker that only its owner has deployed";
    private static final String CONNECT = "app/src/test/java/org/datawarp/app/KafkaConnectIT.java";
    private static final String SHELL = "a word of the shell, which changes nothing by itself";

    static final List<OtherCommand> ALL = List.of(
            new OtherCommand("cd", "", SHELL),
            new OtherCommand("echo", "", SHELL),
            new OtherCommand("head", "", SHELL),
            new OtherCommand("git clone", "", "a test runs in what was cloned"),
            new OtherCommand("sudo -u datawarp", UNITS, NO_ROOT + "; the command behind it is run"),
            new OtherCommand("cp", "app/src/test/java/org/datawarp/app/DocumentationIT.java", "on the first day"),
            new OtherCommand("rm", "app/src/test/java/org/datawarp/app/DocumentationIT.java", "on the first day"),
            new OtherCommand("chmod", DOCKER, "makes its own file of settings"),
            new OtherCommand(
                    "curl -N http://127.0.0.1:8089",
                    "ask/src/test/java/org/datawarp/ask/tap/StreamServerTest.java",
                    "asks the same server"),
            new OtherCommand("curl -s https://data.example.org", "", HOSTED),
            new OtherCommand("curl -sI https://data.example.org", "", HOSTED),
            new OtherCommand("curl https://datawarp.", "", HOSTED),
            new OtherCommand("curl -sf", CONNECT, "asks a worker the same"),
            new OtherCommand("jq", CONNECT, "gives a worker the same"),
            new OtherCommand(
                    "curl", "app/src/test/java/org/datawarp/app/DocumentationIT.java", "asks the Worker the same"),
            new OtherCommand("docker compose", DOCKER, "brings the same containers up and asks them"),
            new OtherCommand("deploy/docker/check", DOCKER, "needs Docker; the containers' job of the build runs it"),
            new OtherCommand("mvn", "pom.xml", "is what runs this test"),
            new OtherCommand("npm", "worker/pom.xml", "the build of the Worker runs them"),
            new OtherCommand("npx vitest", "worker/pom.xml", "the build of the Worker runs the same tests"),
            new OtherCommand("wrangler", "", NO_ACCOUNT),
            new OtherCommand("install", UNITS, NO_ROOT + "; the files that it names are checked"),
            new OtherCommand("systemctl", UNITS, NO_ROOT + "; the units are checked"),
            new OtherCommand("systemd-sysusers", UNITS, NO_ROOT + "; its file is checked"),
            new OtherCommand("chown", "", NO_ROOT),
            new OtherCommand(
                    "bench/accuracy", "bench/accuracy", "needs files of publishers that are not in the repository"),
            new OtherCommand("bench/", "bench/pom.xml", "the short forms are tests of that module"),
            new OtherCommand(
                    "digests",
                    "app/src/test/java/org/datawarp/app/SbomIT.java",
                    "two builds take minutes; the list of jars is checked"),
            new OtherCommand("sha256sum", "", "of the same"),
            new OtherCommand("diff", "", "of the same"));

    /** Whether it is about a command of these words. */
    boolean isAbout(List<String> words) {
        return String.join(" ", words).startsWith(beginning);
    }
}
