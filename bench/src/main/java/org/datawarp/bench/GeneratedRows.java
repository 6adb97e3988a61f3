package org.datawarp.bench;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;

/** Rows like those of a provider return: 12 columns, of which four are the key. The same for the same seed. */
public final class GeneratedRows {

    public static final List<String> HEADINGS = List.of(
            "Period",
            "Region Code",
            "Org Code",
            "Org Name",
            "Specialty Code",
            "Age Band",
            "Sex",
            "Attendances",
            "Over 4 Hours",
            "Admissions",
            "Rate",
            "Mean Wait");

    static final String PERIOD = "March 2025";

    private static final int SPECIALTIES = 40;
    private static final int AGE_BANDS = 19;
    private static final String[] SEXES = {"Female", "Male", "Not known"};

    private final SplittableRandom random = new SplittableRandom(20250331);
    private final String[] cells = new String[HEADINGS.size()];

    /** @param number from 0; rows must be requested in order */
    public String[] row(long number) {
        long rest = number;
        String sex = SEXES[(int) (rest % SEXES.length)];
        rest /= SEXES.length;
        long age = rest % AGE_BANDS;
        rest /= AGE_BANDS;
        long specialty = rest % SPECIALTIES;
        long org = rest / SPECIALTIES;
        int attendances = random.nextInt(5_000);
        int breaches = random.nextInt(attendances + 1);
        cells[0] = PERIOD;
        cells[1] = "Y" + (56 + org % 7);
        cells[2] = "R%04d".formatted(org);
        cells[3] = "GENERATED NHS TRUST NUMBER " + org;
        cells[4] = "C_" + (100 + specialty);
        cells[5] = age * 5 + "-" + (age * 5 + 4);
        cells[6] = sex;
        cells[7] = Integer.toString(attendances);
        cells[8] = Integer.toString(breaches);
        cells[9] = Integer.toString(random.nextInt(1_000));
        cells[10] = BigDecimal.valueOf(random.nextInt(1_000_000), 4).toPlainString();
        cells[11] = Double.toString(Math.round(random.nextDouble() * 1e8) / 1e5);
        return cells;
    }
}
