/**
 * The sources of pages and files: the publishers' sites, a folder, or a local site over the samples of the manifests.
 */
@NullMarked
package org.datawarp.author.source;

import org.jspecify.annotations.NullMarked;
