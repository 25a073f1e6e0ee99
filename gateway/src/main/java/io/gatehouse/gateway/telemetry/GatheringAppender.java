package io.gatehouse.gateway.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.function.IntSupplier;

/**
 * Writes the lines of a queue, and lets new ones gather for a moment once it is empty. A thread that writes faster than
 * lines come would otherwise have to be woken for each.
 */
final class GatheringAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private final Appender<ILoggingEvent> writer;
    private final IntSupplier queued;
    private final Pause pause;
    private long pausedAt;

    /** Lets lines gather. */
    @FunctionalInterface
    interface Pause {

        /** Returns when it began, in milliseconds since the epoch. */
        long take();
    }

    /**
     * @param writer stopped with this appender
     * @param queued how many lines are in the queue, apart from those that were taken from it together with this one
     */
    GatheringAppender(Appender<ILoggingEvent> writer, IntSupplier queued, Pause pause) {
        this.writer = writer;
        this.queued = queued;
        this.pause = pause;
        setName(writer.getName());
    }

    /** One pause is enough for all lines that are taken together: those are older than it. */
    @Override
    protected void append(ILoggingEvent line) {
        writer.doAppend(line);
        if (queued.getAsInt() == 0 && line.getTimeStamp() > pausedAt) {
            pausedAt = pause.take();
        }
    }

    @Override
    public void stop() {
        super.stop();
        writer.stop();
    }
}
