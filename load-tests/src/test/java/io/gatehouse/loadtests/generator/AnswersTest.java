package io.gatehouse.loadtests.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final String WHOLE = "HTTP/1.1 200 OK\r\nX-Content-Length: 9\r\ncontent-LENGTH: 4\r\n\r\nbody";

    @Test
    void an_answer_is_whole_with_the_last_byte_of_its_body() {
        for (int length = 1; length < WHOLE.length(); length++) {
            assertThat(status(WHOLE.substring(0, length))).isEqualTo(Answers.INCOMPLETE);
        }
        assertThat(status(WHOLE)).isEqualTo(200);
    }

    @Test
    void some_have_no_body() {
        assertThat(status("HTTP/1.1 204 No Content\r\n\r\n")).isEqualTo(204);
        assertThat(status("HTTP/1.1 304 Not Modified\r\nContent-Length: 12\r\n\r\n"))
                .isEqualTo(304);
    }

    @Test
    void one_without_a_length_is_told_and_not_waited_for() {
        assertThatThrownBy(() -> status("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .hasMessage("an answer without Content-Length");
    }

    private static int status(String received) {
        ByteBuffer bytes = ByteBuffer.allocate(200);
        bytes.put(received.getBytes(StandardCharsets.US_ASCII));
        return Answers.status(bytes);
    }
}
