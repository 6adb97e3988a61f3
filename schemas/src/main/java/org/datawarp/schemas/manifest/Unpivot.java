package org.datawarp.schemas.manifest;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Wide headings that become rows.
 *
 * @param headings which headings: must match the whole text of a field's heading; a group named {@code value} extracts
 *     a part of it
 * @param dimension the field that receives the heading; null when the heading is the row's period
 * @param value the field that receives the cell
 */
public record Unpivot(Pattern headings, @Nullable Field dimension, Field value) {}
