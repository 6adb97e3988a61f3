package org.datawarp.author.yaml;

import java.util.ArrayList;
import java.util.List;

/** The differences between two texts, line by line, with a few lines around each. */
public final class TextDiff {

    private static final int AROUND = 2;

    private TextDiff() {}

    private record Line(char sign, String text) {}

    /** @return lines that begin with a blank, a minus or a plus; {@code ...} where others are left out */
    public static List<String> of(String before, String after) {
        List<Line> all = align(before.lines().toList(), after.lines().toList());
        List<String> shown = new ArrayList<>();
        boolean gap = false;
        for (int i = 0; i < all.size(); i++) {
            if (isNearChange(all, i)) {
                if (gap && !shown.isEmpty()) {
                    shown.add("  ...");
                }
                gap = false;
                shown.add(all.get(i).sign() + " " + all.get(i).text());
            } else {
                gap = true;
            }
        }
        return shown;
    }

    private static boolean isNearChange(List<Line> all, int index) {
        for (int i = Math.max(0, index - AROUND); i <= Math.min(all.size() - 1, index + AROUND); i++) {
            if (all.get(i).sign() != ' ') {
                return true;
            }
        }
        return false;
    }

    /** By the longest common subsequence: manifests have some hundred lines. */
    private static List<Line> align(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            boolean same =
                    i < before.size() && j < after.size() && before.get(i).equals(after.get(j));
            boolean removed = j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1]);
            if (same) {
                lines.add(new Line(' ', before.get(i)));
                i++;
                j++;
            } else if (removed) {
                lines.add(new Line('-', before.get(i)));
                i++;
            } else {
                lines.add(new Line('+', after.get(j)));
                j++;
            }
        }
        return lines;
    }
}
