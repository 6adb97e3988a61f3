package org.datawarp.producers.read;

/**
 * A sheet's name and its place in the file.
 *
 * @param member the path within a ZIP, {@code a.zip!b.csv} when nested; empty when the file is not a ZIP
 * @param name the worksheet's name as published, with its spaces; for a CSV, the file's or member's name
 * @param number position within its workbook, from 1, counting sheets that hold no cells, such as charts; 1 for a CSV
 * @param hidden whether the workbook hides it
 */
public record SheetHeader(String member, String name, int number, boolean hidden) {

    SheetHeader in(String outerMember) {
        return new SheetHeader(outerMember, name, number, hidden);
    }
}
