package org.datawarp.operate.cost;

import org.datawarp.platform.setting.Setting;
import org.datawarp.schemas.setting.R2Price;

/** Advice for when publishing waits for its budget. */
public final class BudgetAdvice {

    private BudgetAdvice() {}

    /** One sentence that names the setting. */
    public static String of(R2Price what) {
        return switch (what) {
            case STORED ->
                "Raise %s and start the sink again, or publish less (published: false, single-file: false in a manifest)."
                        .formatted(setting(what));
            case CLASS_A, CLASS_B ->
                "Raise %s and start the sink again, or wait: it continues by itself on the first of the month (UTC)."
                        .formatted(setting(what));
        };
    }

    /** The setting that limits it. */
    public static Setting setting(R2Price what) {
        return switch (what) {
            case STORED -> Setting.DATAWARP_BUDGET_STORED_GB;
            case CLASS_A -> Setting.DATAWARP_BUDGET_CLASS_A;
            case CLASS_B -> Setting.DATAWARP_BUDGET_CLASS_B;
        };
    }
}
