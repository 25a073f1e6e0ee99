package io.gatehouse.gateway.extension;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.gatehouse.gateway.processor.Answer;
import io.gatehouse.gateway.processor.ResponseProcessor;
import java.nio.charset.StandardCharsets;

/** Has every answer be the same user, as a login service that words it another way might need. */
@JsonTypeName("to-user")
record ToUser() implements ResponseProcessor {

    @Override
    public Answer process(Answer answer) {
        return answer.withBody("{\"id\":7,\"user_type\":\"default\",\"session_id\":\"s\",\"note\":\"n\"}"
                .getBytes(StandardCharsets.UTF_8));
    }
}
