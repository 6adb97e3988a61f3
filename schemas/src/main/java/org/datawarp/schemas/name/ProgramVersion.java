package org.datawarp.schemas.name;

/** Which DataWarp this is: what people see, and what a data directory, a backup and a connector name. */
public final class ProgramVersion {

    /** That of the POM, without what Maven adds before a release. */
    public static final String DATAWARP = "0.1.0";

    private ProgramVersion() {}
}
