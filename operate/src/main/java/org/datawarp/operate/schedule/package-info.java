/** Who looks at which publication's pages, and when: leases, calendars, and what is told of releases that do not come. */
@NullMarked
package org.datawarp.operate.schedule;

import org.jspecify.annotations.NullMarked;
