/** The services and the pipeline over them: their data directory, their start and their stop. */
@NullMarked
package org.datawarp.operate.service;

import org.jspecify.annotations.NullMarked;
