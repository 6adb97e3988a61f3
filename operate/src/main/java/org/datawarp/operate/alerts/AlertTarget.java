package org.datawarp.operate.alerts;

import java.io.IOException;

/** Delivers messages to one target. Used by one thread at a time. */
interface AlertTarget {

    /** What it is called in the database, in metrics and to people: one of each kind. */
    String name();

    /** Where it is, without anything secret. */
    String where();

    /**
     * Sends a message; ends within a minute.
     *
     * @return what was answered, in words
     * @throws IOException when it was not taken, saying why without anything secret
     */
    String send(Message message) throws IOException, InterruptedException;
}
