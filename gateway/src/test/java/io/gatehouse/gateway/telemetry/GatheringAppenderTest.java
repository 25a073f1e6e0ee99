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

    private final List<String> done = new ArrayList<>();
    private final AppenderBase<ILoggingEvent> writer = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
            done.add(line.getMessage());
        }
    };
    private int waiting;
    private final GatheringAppender gathering = new GatheringAppender(writer, () -> waiting, () -> done.add("pause"));

    @BeforeEach
    void start() {
        writer.start();
        gathering.start();
    }

    @Test
    void it_pauses_once_all_lines_are_written() {
        waiting = 2;
        gathering.doAppend(line("first"));
        waiting = 0;
        gathering.doAppend(line("second"));

        assertThat(done).containsExactly("first", "second", "pause");
    }

    @Test
    void it_is_stopped_together_with_what_writes() {
        gathering.stop();
        gathering.doAppend(line("late"));

        assertThat(writer.isStarted()).isFalse();
        assertThat(done).isEmpty();
    }

    private static ILoggingEvent line(String text) {
        var line = new LoggingEvent();
        line.setMessage(text);
        return line;
    }
}
