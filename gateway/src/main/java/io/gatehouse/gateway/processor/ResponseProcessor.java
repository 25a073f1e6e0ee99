package io.gatehouse.gateway.processor;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dropwizard.jackson.Discoverable;
import java.io.IOException;

/**
 * Makes another answer of a service's: an entry of a route's {@code response} in the route file, chosen by its
 * {@code type}. Part of the API for own gateways: {@code docs/extending.md}.
 *
 * <p>Called by many threads at once, on those that carry all calls to services: it must not block. It sees every answer
 * of a service, failures and empty ones too, but none that the gateway gives itself. When it throws, nothing of the
 * service's answer leaves the gateway.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public interface ResponseProcessor extends Discoverable {

    /**
     * The answer in the place of another, which may be the same one.
     *
     * @throws IOException for an answer that is not what the route expects: 502, and the log has the message
     */
    Answer process(Answer answer) throws IOException;

    /**
     * Whether it looks at the body. If so, the service is asked for one without a content coding, and one that comes
     * encoded all the same is a 502 instead. A constant of the processor.
     */
    default boolean readsBody() {
        return true;
    }
}
