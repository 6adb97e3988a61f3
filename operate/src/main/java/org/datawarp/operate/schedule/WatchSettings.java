package org.datawarp.operate.schedule;

import java.time.Duration;
import java.util.Optional;
import org.datawarp.schemas.setting.PollSettings;

/**
 * How publications are watched.
 *
 * @param every how often each is looked at whatever its calendar says; empty to go by calendars
 * @param calendar how often by calendars
 * @param halfWindow how long before and after its time a release is looked for closely, at least
 * @param expecting whether releases that do not come are told: those of copies never do
 */
public record WatchSettings(Optional<Duration> every, PollSettings calendar, Duration halfWindow, boolean expecting) {}
