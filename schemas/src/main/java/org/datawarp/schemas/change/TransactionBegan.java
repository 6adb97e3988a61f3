package org.datawarp.schemas.change;

/** The changes of a committed transaction follow in the change topics. */
public record TransactionBegan(long transaction) implements TransactionMessage {}
