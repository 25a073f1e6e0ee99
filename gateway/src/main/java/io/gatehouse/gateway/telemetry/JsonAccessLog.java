package io.gatehouse.gateway.telemetry;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.common.AppenderFactory;
import io.dropwizard.logging.common.ConsoleAppenderFactory;
import io.dropwizard.logging.common.filter.ThresholdLevelFilterFactory;
import io.dropwizard.logging.common.layout.DropwizardLayoutFactory;
import io.dropwizard.request.logging.RequestLogFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.RequestLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * {@code requestLog.type: json}. Where the access log goes: to the console unless its {@code appenders} say otherwise,
 * which are Dropwizard's. A line waits for its turn to be written in a bounded queue; when that is full it is lost, and
 * counted, rather than that a request waits.
 */
@JsonTypeName("json")
public final class JsonAccessLog implements RequestLogFactory<RequestLog> {

    private static final String LOGGER = "access";
    private static final int QUEUE_SIZE = 8192;

    /** At 20,000 lines a second, twenty of them. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final List<AppenderFactory<ILoggingEvent>> appenders;

    JsonAccessLog(@JsonProperty("appenders") @Nullable List<AppenderFactory<ILoggingEvent>> appenders) {
        this.appenders = appenders == null ? List.of(console()) : List.copyOf(appenders);
    }

    private static AppenderFactory<ILoggingEvent> console() {
        var console = new ConsoleAppenderFactory<ILoggingEvent>();
        console.setLogFormat("%msg%n");
        console.setNeverBlock(true);
        console.setQueueSize(QUEUE_SIZE);
        console.setDiscardingThreshold(0);
        return console;
    }

    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public RequestLog build(String name) {
        var logger = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(LOGGER);
        LoggerContext context = logger.getLoggerContext();
        var lost = new LongAdder();
        List<Appender<ILoggingEvent>> built = appenders.stream()
                .map(appender -> appender.build(
                        context,
                        name,
                        new DropwizardLayoutFactory(),
                        new ThresholdLevelFilterFactory(),
                        () -> new Queue(lost)))
                .toList();
        return new AccessLog(logger, built, lost);
    }

    /** Counts what it has no room for, and lets lines gather. Logback drops lines without a word. */
    private static final class Queue extends AsyncAppender {

        private final LongAdder lost;

        Queue(LongAdder lost) {
            this.lost = lost;
        }

        @Override
        public void addAppender(Appender<ILoggingEvent> writer) {
            var gathering = new GatheringAppender(writer, this::getNumberOfElementsInQueue, Queue::pause);
            gathering.setContext(getContext());
            gathering.start();
            super.addAppender(gathering);
        }

        private static long pause() {
            long begun = System.currentTimeMillis();
            LockSupport.parkNanos(GATHER_NANOS);
            return begun;
        }

        /** Or Logback would drop what is not a warning once four fifths are full. */
        @Override
        protected boolean isDiscardable(ILoggingEvent line) {
            return false;
        }

        @Override
        protected void append(ILoggingEvent line) {
            if (isNeverBlock() && getRemainingCapacity() == 0) {
                lost.increment();
            } else {
                super.append(line);
            }
        }
    }
}
