package io.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.dropwizard.logging.common.AbstractAppenderFactory;
import io.dropwizard.logging.common.async.AsyncAppenderFactory;
import io.dropwizard.logging.common.filter.LevelFilterFactory;
import io.dropwizard.logging.common.layout.LayoutFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** How lines get from the logger to where they are written. */
class JsonAccessLogTest {

    private static final int ROOM = 2_000;

    private final Logger logger = (Logger) LoggerFactory.getLogger("access");
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<String> written = new CopyOnWriteArrayList<>();
    private AccessLog log;

    /** Writes nothing until it is released. */
    private final class SlowStart extends AbstractAppenderFactory<ILoggingEvent> {

        @Override
        public Appender<ILoggingEvent> build(
                LoggerContext context,
                String applicationName,
                LayoutFactory<ILoggingEvent> layouts,
                LevelFilterFactory<ILoggingEvent> levels,
                AsyncAppenderFactory<ILoggingEvent> queues) {
            var writer = new AppenderBase<ILoggingEvent>() {
                @Override
                protected void append(ILoggingEvent line) {
                    begun.countDown();
                    try {
                        released.await();
                    } catch (InterruptedException e) { // that of a queue which is being stopped
                        Thread.currentThread().interrupt();
                    }
                    written.add(line.getMessage());
                }
            };
            writer.setContext(context);
            writer.start();
            setNeverBlock(true);
            setQueueSize(ROOM);
            return wrapAsync(writer, queues, context);
        }
    }

    @BeforeEach
    void start() throws Exception {
        logger.setLevel(Level.INFO);
        log = (AccessLog) new JsonAccessLog(List.of(new SlowStart())).build("test");
        LifeCycle.start(log);
    }

    @AfterEach
    void stop() {
        LifeCycle.stop(log);
        logger.setLevel(null); // its parent's again
    }

    @Test
    void lines_that_piled_up_are_written_at_once() {
        log(ROOM);
        released.countDown();

        await().atMost(Duration.ofMillis(ROOM / 2)).until(() -> written.size() == ROOM);
        assertThat(written).startsWith("line 0", "line 1").endsWith("line " + (ROOM - 1));
    }

    @Test
    void nothing_is_left_behind_when_it_stops() {
        released.countDown();
        log(ROOM);
        LifeCycle.stop(log);

        assertThat(written).hasSize(ROOM);
    }

    @Test
    void what_finds_no_room_is_counted() throws InterruptedException {
        log(1);
        begun.await(); // it has left the queue
        log(ROOM + 10);

        assertThat(log.lost()).isEqualTo(10);
    }

    private void log(int lines) {
        for (int i = 0; i < lines; i++) {
            logger.info("line " + i);
        }
    }
}
