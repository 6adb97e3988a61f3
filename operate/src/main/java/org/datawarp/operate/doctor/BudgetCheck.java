package org.datawarp.operate.doctor;

import java.io.IOException;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datawarp.operate.cost.BudgetAdvice;
import org.datawarp.schemas.setting.R2Price;
import org.datawarp.schemas.setting.StoreBudget;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.StoreUsage.OperationClass;
import org.datawarp.sinks.object.StoreWait;
import org.datawarp.sinks.object.UsageFile;
import org.datawarp.sinks.object.UsageRecord;

/** Whether publishing waits for its budget, and how much of it is used. */
final class BudgetCheck {

    private static final String CHECK = "budget of the store";

    private final StoreBudget budget;
    private final InstantSource clock;

    BudgetCheck(StoreBudget budget, InstantSource clock) {
        this.budget = budget;
        this.clock = clock;
    }

    Finding of(ObjectStore store) throws IOException {
        YearMonth month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        Optional<UsageRecord> noted = UsageFile.read(store);
        List<StoreWait> waits = noted.map(usage -> usage.waitsIn(month)).orElse(List.of());
        if (!waits.isEmpty()) {
            StoreWait wait = waits.get(0);
            return Finding.problem(
                    CHECK,
                    "publishing waits: " + wait,
                    "room in the budget",
                    BudgetAdvice.of(wait.what()) + " What it takes: ./datawarp cost");
        }
        List<String> used = new ArrayList<>();
        for (R2Price what : R2Price.values()) {
            if (budget.isSet(what)) {
                long amount = noted.map(usage -> used(usage, month, what)).orElse(0L);
                used.add("%.0f %% of %s".formatted(100.0 * amount / budget.most(what), BudgetAdvice.setting(what)));
            }
        }
        return Finding.ok(
                CHECK,
                used.isEmpty() ? "none is set: publishing takes what it needs" : "used: " + String.join(", ", used));
    }

    private static long used(UsageRecord usage, YearMonth month, R2Price what) {
        return switch (what) {
            case STORED -> usage.storedBytes();
            case CLASS_A -> usage.calls(month, OperationClass.A);
            case CLASS_B -> usage.calls(month, OperationClass.B);
        };
    }
}
