/** The services that a DataWarp works with, wherever they run: their addresses, logins, refusals and shared topics. */
@NullMarked
package org.datawarp.platform.service;

import org.jspecify.annotations.NullMarked;
