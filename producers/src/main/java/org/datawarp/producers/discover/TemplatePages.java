package org.datawarp.producers.discover;

import java.net.URI;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.datawarp.schemas.manifest.Frequency;
import org.datawarp.schemas.manifest.Links;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;

/** Makes the addresses of release pages from periods. */
final class TemplatePages {

    private static final int MONTHS_PER_QUARTER = 3;
    private static final int APRIL = 4;

    private final Links links;
    private final Frequency frequency;

    TemplatePages(Links links, Frequency frequency) {
        this.links = links;
        this.frequency = frequency;
    }

    /**
     * The pages that may exist, oldest first.
     *
     * @param today periods that begin later have no page yet
     */
    Map<URI, Period> until(LocalDate today) {
        Map<URI, Period> pages = new LinkedHashMap<>();
        for (Period period : periods(today)) {
            String exception = links.exceptions().get(period.label());
            List<String> addresses = exception == null ? links.pages() : List.of(exception);
            addresses.forEach(address -> pages.put(URI.create(filled(address, period)), period));
        }
        return pages;
    }

    private List<Period> periods(LocalDate today) {
        List<Period> all = new ArrayList<>();
        Period last = links.last();
        Period period = links.first();
        while (period != null
                && !period.start().isAfter(today)
                && (last == null || !period.end().isAfter(last.end()))) {
            if (links.months().isEmpty() || links.months().contains(period.end().getMonthValue())) {
                all.add(period);
            }
            period = next(period);
        }
        return all;
    }

    /** When the manifest lists months, the series counts in months, whatever its frequency is. */
    private Period next(Period period) {
        LocalDate start = period.end().plusDays(1);
        if (!links.months().isEmpty() || period.kind() == PeriodKind.MONTH) {
            int step = links.months().isEmpty() && frequency == Frequency.QUARTER ? MONTHS_PER_QUARTER : 1;
            return Period.month(YearMonth.from(period.end()).plusMonths(step));
        }
        LocalDate end = switch (period.kind()) {
            case DAY, SNAPSHOT -> frequency == Frequency.WEEK ? period.end().plusWeeks(1) : start;
            case WEEK -> period.end().plusWeeks(1);
            case MONTH -> YearMonth.from(start).atEndOfMonth();
            case QUARTER -> YearMonth.from(start).plusMonths(2).atEndOfMonth();
            case YEAR, FINANCIAL_YEAR -> start.plusYears(1).minusDays(1);
            case RANGE -> start.plusDays(ChronoUnit.DAYS.between(period.start(), period.end()));
        };
        boolean oneDay = period.kind() == PeriodKind.DAY || period.kind() == PeriodKind.SNAPSHOT;
        return new Period(oneDay ? end : start, end, period.kind());
    }

    private String filled(String template, Period period) {
        YearMonth month = YearMonth.from(period.end());
        YearMonth published = month.plusMonths(links.offsetMonths());
        int financialMonth = Math.floorMod(month.getMonthValue() - APRIL, 12);
        int financialYear = month.getMonthValue() >= APRIL ? month.getYear() : month.getYear() - 1;
        return template.replace("{month_name}", monthName(month))
                .replace("{month}", "%02d".formatted(month.getMonthValue()))
                .replace("{year}", String.valueOf(month.getYear()))
                .replace("{day}", String.valueOf(period.end().getDayOfMonth()))
                .replace("{quarter}", String.valueOf(financialMonth / MONTHS_PER_QUARTER + 1))
                .replace("{fy}", "%d-%02d".formatted(financialYear, (financialYear + 1) % 100))
                .replace("{pub_year}", String.valueOf(published.getYear()))
                .replace("{pub_month}", "%02d".formatted(published.getMonthValue()));
    }

    private static String monthName(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.FULL, Locale.UK).toLowerCase(Locale.UK);
    }
}
