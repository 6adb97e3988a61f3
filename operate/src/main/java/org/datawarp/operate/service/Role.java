package org.datawarp.operate.service;

/** The steps of the path, each of which a process can run. {@code up} runs them all. */
public enum Role {
    /** Pages and files to raw rows. */
    FETCH,
    /** Raw rows to typed rows, typed rows to PostgreSQL. */
    APPLY,
    /** Row changes of PostgreSQL to Kafka. */
    CAPTURE,
    /** Row changes to Parquet parts and the catalogue. */
    SINK,
    /** Published data to people and programs: web page, REST, SQL, MCP. */
    WORKER,
    /** The object store itself, over a folder, for installations without one; {@code up} starts its own. */
    STORE
}
