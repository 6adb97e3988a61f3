package org.datawarp.schemas.name;

/** The version of DataWarp, shown to people and recorded in a data directory, a backup and a connector. */
public final class ProgramVersion {

    /** The version in the POM, without the suffix that Maven adds before a release. */
    public static final String DATAWARP = "0.1.0";

    private ProgramVersion() {}
}
