package io.gatehouse.gateway.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.function.IntSupplier;

/**
 * Writes lines, and lets the next ones gather for a moment once none is left. A thread that writes faster than lines come
 * would else have to be woken for each.
 */
final class GatheringAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private final Appender<ILoggingEvent> writer;
    private final IntSupplier waiting;
    private final Runnable pause;

    /**
     * @param writer stopped with this appender
     * @param waiting how many lines there are to be written
     */
    GatheringAppender(Appender<ILoggingEvent> writer, IntSupplier waiting, Runnable pause) {
        this.writer = writer;
        this.waiting = waiting;
        this.pause = pause;
    }

    @Override
    protected void append(ILoggingEvent line) {
        writer.doAppend(line);
        if (waiting.getAsInt() == 0) {
            pause.run();
        }
    }

    @Override
    public void stop() {
        super.stop();
        writer.stop();
    }
}
