/** A local web site that imitates the publishers' pages, over the samples of the manifests. */
@NullMarked
package org.datawarp.author.source;

import org.jspecify.annotations.NullMarked;
