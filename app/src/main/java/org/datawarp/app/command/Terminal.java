package org.datawarp.app.command;

/** Whether a person watches. The launcher knows: Java itself cannot tell on every version. */
final class Terminal {

    private Terminal() {}

    static boolean isWatched() {
        return Boolean.getBoolean("datawarp.terminal");
    }
}
