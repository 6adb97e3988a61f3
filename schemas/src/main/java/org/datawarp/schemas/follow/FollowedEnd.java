package org.datawarp.schemas.follow;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.CommitJson;
import org.datawarp.schemas.change.TransactionEnded;
import org.datawarp.schemas.change.TransactionMessage;
import org.datawarp.schemas.name.DatasetName;

/**
 * The end of a transaction as a follower of one dataset sees it.
 *
 * @param nextOffset the offset after it in its topic
 */
record FollowedEnd(TransactionEnded end, long nextOffset) {

    /** Empty when the message is not an end. */
    static Optional<FollowedEnd> of(ConsumerRecord<byte[], byte[]> message) {
        return TransactionMessage.decode(message.value()) instanceof TransactionEnded end
                ? Optional.of(new FollowedEnd(end, message.offset() + 1))
                : Optional.empty();
    }

    long transaction() {
        return end.transaction();
    }

    /** Whether it covers all rows in the database: a dataset that it does not count has no rows. */
    boolean isSnapshot() {
        return end.transaction() < 0 && (!end.counts().isEmpty() || end.commit() == null);
    }

    /** How many changes of a dataset it has. */
    long changes(DatasetName dataset) {
        return end.counts().getOrDefault(dataset.value(), 0L);
    }

    /** Whether it changed a dataset. */
    boolean concerns(DatasetName dataset) {
        return isSnapshot() || changes(dataset) > 0;
    }

    /** Whether it comes after the transaction that ended there, and is no repetition. */
    boolean isNews(long lastLsn) {
        return isSnapshot() ? end.endLsn() != lastLsn : end.endLsn() > lastLsn;
    }

    List<Commit> releases() {
        return Optional.ofNullable(end.commit()).map(CommitJson::read).orElse(List.of());
    }
}
