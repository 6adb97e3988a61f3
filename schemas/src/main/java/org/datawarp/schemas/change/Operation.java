package org.datawarp.schemas.change;

/** What happened to a row. The order is the wire format: append only. */
public enum Operation {
    INSERT,
    UPDATE,
    DELETE
}
