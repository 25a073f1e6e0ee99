package shop;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.gateway.processor.Answer;
import io.gatehouse.gateway.processor.ResponseProcessor;
import java.io.IOException;

/** Lets only the end of a text field leave the gateway. */
@JsonTypeName("mask")
public record Mask(@JsonProperty(required = true) String field, int keep) implements ResponseProcessor {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Answer process(Answer answer) throws IOException {
        if (!answer.isSuccess() || !answer.hasBody()) {
            return answer;
        }
        ObjectNode body = JSON.readValue(answer.body(), ObjectNode.class);
        if (body.has(field)) {
            String text = body.get(field).asText();
            body.put(field, "…" + text.substring(Math.max(0, text.length() - keep)));
        }
        return answer.withBody(JSON.writeValueAsBytes(body));
    }
}
