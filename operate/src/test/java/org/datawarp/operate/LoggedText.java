package org.datawarp.operate;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What is logged while it is open. Safe for several threads. */
public final class LoggedText extends AbstractAppender implements AutoCloseable {

    private static final String NAME = "logged-text";

    private final LoggerContext logging = (LoggerContext) LogManager.getContext(false);
    private final StringBuilder text = new StringBuilder();

    private LoggedText() {
        super(NAME, null, null, true, Property.EMPTY_ARRAY);
    }

    /** At any level. */
    public static LoggedText open() {
        LoggedText started = new LoggedText();
        started.attach();
        started.logging.getConfiguration().getLoggers().values().forEach(logger -> logger.setLevel(Level.DEBUG));
        started.logging.getConfiguration().getRootLogger().setLevel(Level.DEBUG);
        started.logging.updateLoggers();
        return started;
    }

    /** At the levels that go to the log file. */
    public static LoggedText ofTheFile() {
        LoggedText started = new LoggedText();
        started.attach();
        return started;
    }

    private void attach() {
        start();
        logging.getConfiguration().getRootLogger().addAppender(this, Level.ALL, null);
        logging.updateLoggers();
    }

    @Override
    public synchronized void append(LogEvent event) {
        text.append(event.getMessage().getFormattedMessage()).append(' ').append(event.getContextData());
        if (event.getThrown() != null) {
            text.append(event.getThrown());
        }
        text.append('\n');
    }

    public synchronized String text() {
        return text.toString();
    }

    @Override
    public void close() {
        logging.getConfiguration().getRootLogger().removeAppender(NAME);
        logging.reconfigure();
    }
}
