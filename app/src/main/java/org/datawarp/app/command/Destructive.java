package org.datawarp.app.command;

/** A command that removes or replaces what is kept or published. It is never suggested for a misspelt command. */
interface Destructive {}
