/**
 * Reads whole releases of a dataset from its topics: for programs outside DataWarp. Needs Kafka's client, Avro and
 * Jackson, and no other part of DataWarp.
 */
@NullMarked
package org.datawarp.schemas.follow;

import org.jspecify.annotations.NullMarked;
