package org.datawarp.ask.mcp;

/** A tool has no answer. The message says to the agent what is wrong, and what to do. */
final class ToolException extends Exception {

    ToolException(String message) {
        super(message);
    }
}
