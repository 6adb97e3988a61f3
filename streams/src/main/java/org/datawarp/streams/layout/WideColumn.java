package org.datawarp.streams.layout;

/**
 * A column whose heading becomes a value, see {@code Unpivot}.
 *
 * @param column from 0
 * @param heading the text of the heading, a date in ISO form
 * @param value the part of it that becomes the value: the pattern's group {@code value}, or all of it
 */
public record WideColumn(int column, String heading, String value) {}
