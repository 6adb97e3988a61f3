package org.datawarp.schemas.manifest;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.period.Period;
import org.jspecify.annotations.Nullable;

/**
 * Where a publication's files are linked from, and which of the links are its data.
 *
 * @param pages templates of release pages, for {@link LinkMode#TEMPLATE}, with {@code {month_name}}, {@code {month}},
 *     {@code {year}}, {@code {day}}, {@code {quarter}}, {@code {fy}}, {@code {pub_year}}, {@code {pub_month}}
 * @param exceptions addresses of release pages that do not follow the template, by the period's label
 * @param offsetMonths months from the period to its publication, for {@code {pub_year}} and {@code {pub_month}}
 * @param months the months that have a release, 1 to 12; empty for all
 * @param first the first period that has a release; null when not known
 * @param last the last period that has a release; null while the publication continues
 * @param follow globs of links to pages that are read too, for {@link LinkMode#DISCOVER}
 * @param include globs of file names (percent-decoded) that are data; when a release has the same data twice, the
 *     earlier glob wins
 * @param exclude globs of file names that are not data
 * @param members globs of ZIP members that are data
 * @param links addresses, each with the label of its release's period, for {@link LinkMode#EXPLICIT}; in order
 * @param periodFrom where to look for a file's period; the first place that has one wins
 */
public record Links(
        LinkMode mode,
        List<String> pages,
        Map<String, String> exceptions,
        int offsetMonths,
        List<Integer> months,
        @Nullable Period first,
        @Nullable Period last,
        List<String> follow,
        List<String> include,
        List<String> exclude,
        List<String> members,
        Map<URI, String> links,
        List<PeriodSource> periodFrom) {

    public Links {
        pages = List.copyOf(pages);
        exceptions = Map.copyOf(exceptions);
        months = List.copyOf(months);
        follow = List.copyOf(follow);
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        members = List.copyOf(members);
        links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
        periodFrom = List.copyOf(periodFrom);
    }

    /** Where the period of a file may be written. */
    public enum PeriodSource {
        FILE_NAME,
        LINK_TEXT,
        /** The nearest heading above the link. */
        PAGE_HEADING,
        /** The address of the page that links to it. */
        PAGE_URL,
        /** The text above the tables in the file; read only when a manifest says so. */
        TITLE;

        /** Where to look for a period when a manifest says nothing: the places that do not need the file. */
        static final List<PeriodSource> DEFAULT = List.of(FILE_NAME, LINK_TEXT, PAGE_HEADING, PAGE_URL);
    }
}
