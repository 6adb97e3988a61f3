/** What each topic promises to those who read it: the page {@code docs/topics.md} and schema registries follow from it. */
@NullMarked
package org.datawarp.schemas.contract;

import org.jspecify.annotations.NullMarked;
