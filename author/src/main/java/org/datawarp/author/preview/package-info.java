/** Shows what loading would give, without loading: with readers and manifests alone, no Kafka and no database. */
@NullMarked
package org.datawarp.author.preview;

import org.jspecify.annotations.NullMarked;
