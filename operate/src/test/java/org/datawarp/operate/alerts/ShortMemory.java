package org.datawarp.operate.alerts;

import java.util.List;
import org.datawarp.operate.store.AlertStore.Standing;
import org.datawarp.operate.store.AlertStore.Told;

/** Has the turn, and remembers for as long as the test. Safe for several threads. */
final class ShortMemory implements AlertMemory {

    private List<Standing> standings = List.of();
    private List<Told> told = List.of();

    @Override
    public boolean takeTurn() {
        return true;
    }

    @Override
    public void giveTurn() {
        // Nobody else wants it.
    }

    @Override
    public synchronized List<Standing> standings() {
        return standings;
    }

    @Override
    public synchronized List<Told> told() {
        return told;
    }

    @Override
    public synchronized void keep(List<Standing> all, List<Told> heard) {
        standings = List.copyOf(all);
        told = List.copyOf(heard);
    }
}
