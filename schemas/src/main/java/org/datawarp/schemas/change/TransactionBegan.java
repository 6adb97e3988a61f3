package org.datawarp.schemas.change;

/** A committed transaction's changes follow in the change topics. */
public record TransactionBegan(long transaction) implements TransactionMessage {}
