package io.gatehouse.gateway.extension;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.gatehouse.gateway.processor.Answer;
import io.gatehouse.gateway.processor.ResponseProcessor;

/** Sets a header and leaves bodies alone. */
@JsonTypeName("stamp")
record Stamp(String header, String value) implements ResponseProcessor {

    @Override
    public Answer process(Answer answer) {
        return answer.withHeader(header, value);
    }

    @Override
    public boolean readsBody() {
        return false;
    }
}
