package org.datawarp.streams.database;

import org.datawarp.schemas.setting.DatabaseSettings;

/** A newer program has migrated the database: this one would not understand what it holds. */
public final class NewerDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NewerDatabaseException(DatabaseSettings database, int found, int known) {
        super(
                "Cannot work with the database at %s: found its schema at version %d, expected %d at most; a newer DataWarp has brought it there: start that one again, or restore a backup from before with this one: ./datawarp restore --help"
                        .formatted(database, found, known));
    }
}
