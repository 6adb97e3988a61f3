package org.datawarp.schemas.change;

import java.util.List;
import org.apache.avro.Schema;
import org.datawarp.schemas.avro.RecordCodec;
import org.datawarp.schemas.avro.SingleObject;

/** The messages of {@code datawarp.transactions}. */
public sealed interface TransactionMessage permits TransactionBegan, TransactionEnded {

    /** As Avro single-object bytes. */
    default byte[] encode() {
        return (this instanceof TransactionBegan ? Codecs.BEGAN : Codecs.ENDED).encode((Record) this);
    }

    /** @throws IllegalArgumentException when the bytes are neither message */
    static TransactionMessage decode(byte[] message) {
        return Codecs.BEGAN.fingerprints().contains(SingleObject.fingerprintOf(message))
                ? Codecs.BEGAN.decode(message)
                : Codecs.ENDED.decode(message);
    }

    /** Every schema that the topic uses, for documentation and registries. */
    static List<Schema> schemas() {
        return List.of(Codecs.BEGAN.schema(), Codecs.ENDED.schema());
    }

    /** The two codecs, made once. */
    final class Codecs {
        private static final RecordCodec<TransactionBegan> BEGAN = RecordCodec.of(TransactionBegan.class);
        private static final RecordCodec<TransactionEnded> ENDED = RecordCodec.of(TransactionEnded.class);

        private Codecs() {}
    }
}
