/** Changes YAML in its text, so that what a person wrote around the change stays as it is. */
@NullMarked
package org.datawarp.author.yaml;

import org.jspecify.annotations.NullMarked;
