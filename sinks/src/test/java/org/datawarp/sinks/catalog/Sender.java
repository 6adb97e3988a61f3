package org.datawarp.sinks.catalog;

import org.datawarp.schemas.topic.Topic;

/** Where a capture's messages go. */
interface Sender extends AutoCloseable {

    void ensure(Topic topic);

    void send(String topic, byte[] key, byte[] value);

    /** Returns when all that was sent can be read. */
    void flush();

    @Override
    void close();
}
