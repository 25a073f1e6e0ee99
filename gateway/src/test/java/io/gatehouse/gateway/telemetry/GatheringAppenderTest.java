package io.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatheringAppenderTest {

    private static final long PAUSE = 10;

    private final List<String> done = new ArrayList<>();
    private final AppenderBase<ILoggingEvent> writer = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
            done.add(line.getMessage());
        }
    };
    private int queued;
    private final GatheringAppender gathering = new GatheringAppender(writer, () -> queued, () -> {
        done.add("pause");
        return PAUSE;
    });

    @BeforeEach
    void start() {
        writer.start();
        gathering.start();
    }

    @Test
    void it_pauses_once_the_queue_is_empty() {
        queued = 1;
        gathering.doAppend(line("first", PAUSE));
        queued = 0;
        gathering.doAppend(line("second", PAUSE));

        assertThat(done).containsExactly("first", "second", "pause");
    }

    @Test
    void it_pauses_once_for_all_lines_that_were_there_before() {
        gathering.doAppend(line("first", PAUSE));
        gathering.doAppend(line("taken with it", PAUSE));
        gathering.doAppend(line("came in the pause", PAUSE + 1));

        assertThat(done).containsExactly("first", "pause", "taken with it", "came in the pause", "pause");
    }

    @Test
    void it_is_stopped_together_with_what_writes() {
        gathering.stop();
        gathering.doAppend(line("late", PAUSE));

        assertThat(writer.isStarted()).isFalse();
        assertThat(done).isEmpty();
    }

    private static ILoggingEvent line(String text, long at) {
        var line = new LoggingEvent();
        line.setMessage(text);
        line.setTimeStamp(at);
        return line;
    }
}
