package org.datawarp.operate.schedule;

import java.time.Duration;
import java.util.Optional;
import org.datawarp.schemas.setting.PollSettings;

/**
 * How publications are watched.
 *
 * @param every how often each is checked regardless of its calendar; empty to follow calendars
 * @param calendar how often to check by calendars
 * @param halfWindow the shortest time before and after its date in which a release is checked for often
 * @param expecting whether to report releases that do not appear; copies never get new ones
 */
public record WatchSettings(Optional<Duration> every, PollSettings calendar, Duration halfWindow, boolean expecting) {}
