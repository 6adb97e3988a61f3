/**
 * Decides which instance checks which publication's pages, and when: leases, calendars, and notices about releases that
 * do not appear.
 */
@NullMarked
package org.datawarp.operate.schedule;

import org.jspecify.annotations.NullMarked;
