package org.datawarp.author.cell;

import java.util.regex.Pattern;

/** Values that give the period of a row, alone or with those beside them: 2024-25, Q1, March, 12. */
public final class PeriodWords {

    private static final Pattern PART_OF_YEAR =
            Pattern.compile("(?i)(?:q|qtr|quarter|week|wk|w|month|period)[ -]?\\d{1,2}(?: ?\\(?[pr]\\)?)?"
                    + "|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*(?: ?(?:to|-|\u2013) ?"
                    + "(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*)?"
                    + "|(?:spring|summer|autumn|winter)(?: term)?|\\d{1,2}(?:st|nd|rd|th) quarter|year(?: to date)?");

    private static final Pattern SHORT_NUMBER = Pattern.compile("\\d{1,2}(?:\\.0)?");

    private PeriodWords() {}

    /** Whether a value under a heading of periods is a period, or a part of one. */
    public static boolean isPeriod(String value) {
        return ColumnNaming.period(value).isPresent()
                || PART_OF_YEAR.matcher(value).matches()
                || SHORT_NUMBER.matcher(value).matches();
    }
}
