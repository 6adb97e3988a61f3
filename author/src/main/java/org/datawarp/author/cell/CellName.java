package org.datawarp.author.cell;

/** Cells as a spreadsheet names them. */
public final class CellName {

    private static final int LETTERS = 26;

    private CellName() {}

    /**
     * @param column from 0
     * @param row from 1
     */
    public static String of(int column, int row) {
        StringBuilder name = new StringBuilder();
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / LETTERS) {
            name.insert(0, (char) ('A' + (rest - 1) % LETTERS));
        }
        return name.append(row).toString();
    }
}
