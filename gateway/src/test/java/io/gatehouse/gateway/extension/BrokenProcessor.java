package io.gatehouse.gateway.extension;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.gatehouse.gateway.processor.Answer;
import io.gatehouse.gateway.processor.ResponseProcessor;
import java.io.IOException;

/** Throws: for an unusable answer, or for no good reason. */
@JsonTypeName("broken")
record BrokenProcessor(boolean unusable) implements ResponseProcessor {

    @Override
    public Answer process(Answer answer) throws IOException {
        if (unusable) {
            throw new IOException("planted");
        }
        throw new IllegalStateException("planted");
    }
}
