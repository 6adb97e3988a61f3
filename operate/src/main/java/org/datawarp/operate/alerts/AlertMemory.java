package org.datawarp.operate.alerts;

import java.time.Duration;
import java.util.List;
import org.datawarp.operate.store.AlertStore;
import org.datawarp.operate.store.AlertStore.Standing;
import org.datawarp.operate.store.AlertStore.Told;

/**
 * What outlives the process that judges. Each call may fail with a
 * {@link org.datawarp.streams.database.DatabaseUnavailableException}.
 */
interface AlertMemory {

    /** @return whether this process judges and notifies from now on */
    boolean takeTurn();

    /** Lets another process judge. */
    void giveTurn();

    List<Standing> standings();

    List<Told> told();

    void keep(List<Standing> standings, List<Told> told);

    /** In the database. */
    static AlertMemory in(AlertStore store, String holder, Duration lease) {
        return new AlertMemory() {
            @Override
            public boolean takeTurn() {
                return store.takeTurn(holder, lease);
            }

            @Override
            public void giveTurn() {
                store.giveTurn(holder);
            }

            @Override
            public List<Standing> standings() {
                return store.standings();
            }

            @Override
            public List<Told> told() {
                return store.told();
            }

            @Override
            public void keep(List<Standing> standings, List<Told> told) {
                store.keep(standings, told);
            }
        };
    }
}
