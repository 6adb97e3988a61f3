package org.datawarp.schemas.setting;

import java.math.BigDecimal;

/**
 * What R2 charges for, and how much of it is free in a month. Prices and allowances are defined here only; {@code
 * docs/costs.md} says where they come from.
 */
public enum R2Price {
    /** Bytes that are kept for a month; charged by the GB. */
    STORED(10_000_000_000L, 1_000_000_000L, "0.015"),
    /** Writes, copies and lists; charged by the million. */
    CLASS_A(1_000_000L, 1_000_000L, "4.50"),
    /** Reads; charged by the million. */
    CLASS_B(10_000_000L, 1_000_000L, "0.36");

    /** The page with the prices. */
    public static final String SOURCE = "https://developers.cloudflare.com/r2/pricing/";

    /** When they were read from that page: standard storage, in US dollars. */
    public static final String AS_OF = "2026-11";

    private final long free;
    private final long unit;
    private final BigDecimal dollars;

    R2Price(long free, long unit, String dollars) {
        this.free = free;
        this.unit = unit;
        this.dollars = new BigDecimal(dollars);
    }

    /** How much is free in a month: bytes or calls. */
    public long free() {
        return free;
    }

    /** The unit of the price: a unit that is used in part is charged in full. */
    public long unit() {
        return unit;
    }

    /** What a unit costs, in US dollars. */
    public BigDecimal dollarsAUnit() {
        return dollars;
    }

    /** @param used bytes or calls of one month @return the price, in US dollars */
    public BigDecimal dollars(long used) {
        long beyond = Math.max(0, used - free);
        long units = beyond / unit + (beyond % unit == 0 ? 0 : 1);
        return dollars.multiply(BigDecimal.valueOf(units));
    }
}
