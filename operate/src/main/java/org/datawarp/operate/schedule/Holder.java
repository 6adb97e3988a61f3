package org.datawarp.operate.schedule;

import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * A process that holds leases.
 *
 * @param name {@code <process id>@<host>}
 */
record Holder(String name) {

    /** This process. */
    static final Holder SELF = new Holder(ManagementFactory.getRuntimeMXBean().getName());

    /** Whether it ran on this host and has ended: no one need wait for its lease. */
    boolean isGone() {
        return host().equals(SELF.host())
                && processId().filter(id -> ProcessHandle.of(id).isEmpty()).isPresent();
    }

    private String host() {
        return name.substring(name.indexOf('@') + 1);
    }

    private Optional<Long> processId() {
        String id = name.substring(0, Math.max(name.indexOf('@'), 0));
        return id.matches("\\d{1,18}") ? Optional.of(Long.valueOf(id)) : Optional.empty();
    }

    @Override
    public String toString() {
        return name;
    }
}
