package org.datawarp.author.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.datawarp.schemas.row.Cell;

/**
 * The band over the measures of a generated table.
 *
 * @param paths of the measures, from the outermost level, as cells
 * @param gaps whether there is a spacer column before each measure
 * @param full whether a group's label is repeated over each of its columns, as some exports of merged cells do
 * @param merged whether a group's label is a merged cell over its columns; one column then may stand outside of groups
 */
record GeneratedHeading(List<List<Cell>> paths, List<Boolean> gaps, boolean full, boolean merged) {

    private static final String[] NAMES = {
        "Attendances",
        "Admissions",
        "Waiting list",
        "Seen within 18 weeks",
        "Deaths",
        "Beds available",
        "Beds occupied",
        "Cases",
        "Discharges",
        "Referrals",
        "Numerator",
        "Denominator"
    };
    private static final String[][] GROUPS = {
        {"Male", "Female", "Persons"},
        {"Type 1", "Type 2", "Other"},
        {"Elective", "Emergency", "Maternity"},
        {"Admitted pathways", "Non-admitted pathways", "Incomplete pathways"}
    };
    private static final String[] TOPS = {"Acute", "Community", "Mental health"};

    /** The same, its groups in merged cells. */
    GeneratedHeading withMergedGroups(Random random) {
        List<List<Cell>> all = new ArrayList<>(paths);
        List<Boolean> allGaps = new ArrayList<>(gaps);
        if (random.nextBoolean()) {
            List<Cell> outside = new ArrayList<>(Collections.nCopies(depth() - 1, Cell.BLANK));
            outside.add(Cell.text("Response rate"));
            int at = groupEnd(0, depth() - 2);
            all.add(at, outside);
            allGaps.add(at, false);
        }
        return new GeneratedHeading(all, allGaps, false, true);
    }

    /** The measure after the last in a measure's group. */
    int groupEnd(int measure, int level) {
        int end = measure + 1;
        while (end < paths.size() && !begins(end, level)) {
            end++;
        }
        return end;
    }

    static GeneratedHeading of(int depth, Random random, int shift) {
        List<List<Cell>> paths = new ArrayList<>();
        List<Boolean> gaps = new ArrayList<>();
        boolean spacers = random.nextInt(3) == 0;
        List<Cell> leaves = leaves(random, depth, shift);
        List<Cell> groups = depth == 1 ? List.of(Cell.BLANK) : groups(random);
        List<String> tops = depth < 3 ? List.of("") : List.of(TOPS).subList(0, 2);
        for (String top : tops) {
            for (int group = 0; group < groups.size(); group++) {
                for (int leaf = 0; leaf < leaves.size(); leaf++) {
                    List<Cell> path = new ArrayList<>();
                    if (depth == 4) {
                        path.add(Cell.text("All services"));
                    }
                    if (depth >= 3) {
                        path.add(Cell.text(top));
                    }
                    if (depth >= 2) {
                        path.add(groups.get(group));
                    }
                    path.add(leaves.get(leaf));
                    paths.add(path);
                    gaps.add(spacers && leaf == 0 && depth >= 2 && depth <= 3 && !gaps.isEmpty());
                }
            }
        }
        return new GeneratedHeading(paths, gaps, depth > 1 && random.nextInt(4) == 0, false);
    }

    private static List<Cell> leaves(Random random, int depth, int shift) {
        int count = 2 + random.nextInt(3);
        if (depth == 1 && shift == 0) {
            switch (random.nextInt(6)) {
                case 0 -> {
                    return cells(count + 1, i -> Cell.number(String.valueOf(2015 + i)));
                }
                case 1 -> {
                    return cells(count + 1, i -> Cell.text((2015 + i) + "-" + (16 + i)));
                }
                case 2 -> {
                    return cells(
                            count + 1,
                            i -> Cell.date(
                                    LocalDate.of(2020, 11, 1).plusMonths(i).toString()));
                }
                default -> {}
            }
        }
        int from = random.nextInt(NAMES.length);
        return cells(count, i -> Cell.text(NAMES[(from + i) % NAMES.length] + (shift > 0 ? " (revised)" : "")));
    }

    private static List<Cell> groups(Random random) {
        int count = 2 + random.nextInt(2);
        return switch (random.nextInt(4)) {
            case 0 ->
                cells(count, i -> Cell.date(LocalDate.of(2021, 2, 1).plusDays(i).toString()));
            case 1 -> cells(count, i -> Cell.number(String.valueOf(2018 + i)));
            default -> {
                String[] words = GROUPS[random.nextInt(GROUPS.length)];
                yield cells(count, i -> Cell.text(words[i]));
            }
        };
    }

    private static List<Cell> cells(int count, IntFunction<Cell> cell) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cells.add(cell.apply(i));
        }
        return cells;
    }

    int depth() {
        return paths.get(0).size();
    }

    /** Whether a label is drawn: always the lowest, a group's where it begins. */
    boolean isDrawn(int measure, int level) {
        boolean lowest = level == depth() - 1;
        return lowest || full || measure == 0 || begins(measure, level);
    }

    private boolean begins(int measure, int level) {
        return !paths.get(measure)
                .subList(0, level + 1)
                .equals(paths.get(measure - 1).subList(0, level + 1));
    }
}
