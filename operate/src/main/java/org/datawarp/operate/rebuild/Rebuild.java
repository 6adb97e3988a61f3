package org.datawarp.operate.rebuild;

import java.io.IOException;

/** Something that can be made anew from what lies before it; what it takes was found out already. */
public interface Rebuild {

    /** Prints what would be made anew from what, and what cannot be. */
    void show();

    /** Whether anything would be made anew. */
    boolean isNeeded();

    /** Whether nothing lacks of what it takes. */
    boolean isComplete();

    /** Makes it anew, telling how far it is; when it is interrupted, another one goes on. */
    void run() throws IOException, InterruptedException;

    /** What there is after {@link #run}, and what comes next, in words. */
    String outcome();
}
