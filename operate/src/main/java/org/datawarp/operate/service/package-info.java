/** The services and the pipeline over them: the data directory that they keep, their start and their end. */
@NullMarked
package org.datawarp.operate.service;

import org.jspecify.annotations.NullMarked;
