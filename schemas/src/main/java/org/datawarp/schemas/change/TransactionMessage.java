package org.datawarp.schemas.change;

import org.datawarp.schemas.avro.RecordCodec;
import org.datawarp.schemas.avro.SingleObject;

/** What crosses {@code datawarp.transactions}. */
public sealed interface TransactionMessage permits TransactionBegan, TransactionEnded {

    /** As Avro single-object bytes. */
    default byte[] encode() {
        return (this instanceof TransactionBegan ? Codecs.BEGAN : Codecs.ENDED).encode((Record) this);
    }

    /** @throws IllegalArgumentException when the bytes are neither message */
    static TransactionMessage decode(byte[] message) {
        return SingleObject.fingerprintOf(message) == Codecs.BEGAN.fingerprint()
                ? Codecs.BEGAN.decode(message)
                : Codecs.ENDED.decode(message);
    }

    /** The two codecs, made once. */
    final class Codecs {
        private static final RecordCodec<TransactionBegan> BEGAN = RecordCodec.of(TransactionBegan.class);
        private static final RecordCodec<TransactionEnded> ENDED = RecordCodec.of(TransactionEnded.class);

        private Codecs() {}
    }
}
