package org.datawarp.sinks.object;

import java.io.IOException;

/** A call was not made, because it would have passed the budget. The same call may be made later. */
public final class BudgetReachedException extends IOException {

    private final transient StoreWait wait;

    BudgetReachedException(StoreWait wait) {
        super(wait.toString());
        this.wait = wait;
    }

    /** The budget for which the call must wait. */
    public StoreWait waitsFor() {
        return wait;
    }
}
