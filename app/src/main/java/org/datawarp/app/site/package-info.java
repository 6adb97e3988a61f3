/** A local web site that imitates the publishers' pages, over the samples of the manifests. */
@NullMarked
package org.datawarp.app.site;

import org.jspecify.annotations.NullMarked;
