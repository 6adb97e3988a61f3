package org.datawarp.streams.topology;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out a message that the cluster will never accept; any other failure stops the application. The release then
 * lacks a row, so the loader holds it. Made by Kafka Streams, used by its threads.
 */
public final class OversizedMessages implements ProductionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OversizedMessages.class);

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> message, Exception exception) {
        if (!(exception instanceof RecordTooLargeException)) {
            return Response.fail();
        }
        LOG.atError()
                .addKeyValue("topic", message.topic())
                .addKeyValue("position", context.topic() + "-" + context.partition() + "@" + context.offset())
                .setCause(exception)
                .log("Cannot write a message: it is bigger than its topic allows; raise max.message.bytes and replay");
        return Response.resume();
    }

    @Override
    public void configure(Map<String, ?> settings) {
        // Nothing to set.
    }
}
