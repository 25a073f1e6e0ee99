package io.gatehouse.gateway.extension;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.gatehouse.gateway.processor.Answer;
import io.gatehouse.gateway.processor.ResponseProcessor;
import java.nio.charset.StandardCharsets;

/** Writes a text after each body. */
@JsonTypeName("append")
record Append(String text) implements ResponseProcessor {

    @Override
    public Answer process(Answer answer) {
        return answer.withBody(
                (new String(answer.body(), StandardCharsets.UTF_8) + text).getBytes(StandardCharsets.UTF_8));
    }
}
