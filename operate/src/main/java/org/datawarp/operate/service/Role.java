package org.datawarp.operate.service;

/** What a process does of the path. {@code up} does all of it. */
public enum Role {
    /** Pages and files to raw rows. */
    FETCH,
    /** Raw rows to typed rows, typed rows to PostgreSQL. */
    APPLY,
    /** Row changes of PostgreSQL to Kafka. */
    CAPTURE,
    /** Row changes to Parquet parts and the catalogue. */
    SINK,
    /** What is published to people and programs: web page, REST, SQL, MCP. */
    WORKER,
    /** The object store itself, over a folder, for those who have none; {@code up} starts its own. */
    STORE
}
