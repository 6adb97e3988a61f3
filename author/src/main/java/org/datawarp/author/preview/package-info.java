/** What loading would give, without loading: the readers and the manifests alone, no Kafka and no database. */
@NullMarked
package org.datawarp.author.preview;

import org.jspecify.annotations.NullMarked;
