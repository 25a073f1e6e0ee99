package io.gatehouse.gateway.inbound;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import io.gatehouse.gateway.upstream.BufferBudget;
import io.gatehouse.servicekit.ServiceKit;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;

/**
 * The {@code inbound} part of the configuration: what clients may cost, whatever they do.
 *
 * @param maxConnections beyond which no more are accepted
 * @param headerDeadline for all of a request's headers, else the connection is cut
 * @param bodyDeadline for all of a request's body, else 408
 * @param answerDeadline for the client to take all of an answer, else the connection is cut
 */
public record InboundSettings(
        @JsonProperty @Min(1) int maxConnections,
        @JsonProperty @NotNull @MinDuration(1) Duration headerDeadline,
        @JsonProperty @NotNull @MinDuration(1) Duration bodyDeadline,
        @JsonProperty @NotNull @MinDuration(1) Duration answerDeadline) {

    /** For connections that do nothing, while there are too many: they make room for others. */
    private static final java.time.Duration IDLE_WHEN_FULL = java.time.Duration.ofSeconds(5);

    /**
     * Puts the bounds before everything that handles requests.
     *
     * @param maxRequestBody the most bytes that any route takes
     */
    public void guard(Environment environment, BufferBudget budget, IntSupplier maxRequestBody) {
        ServiceKit.insertHandler(environment, new BodyFirst(maxRequestBody, bodyDeadline.toJavaDuration()));
        ServiceKit.insertHandler(environment, new AnswerWhole(answerDeadline.toJavaDuration()));
        ServiceKit.insertHandler(environment, new RequestMemory(budget));
        ServiceKit.whenStarting(environment, this::guardConnections);
    }

    private void guardConnections(Server server) {
        Connector[] connectors = Stream.of(server.getConnectors())
                .filter(connector -> !"admin".equals(connector.getName()))
                .toArray(Connector[]::new);
        var limit = new NetworkConnectionLimit(maxConnections, connectors);
        limit.setEndPointIdleTimeout(IDLE_WHEN_FULL.toMillis());
        server.addBean(limit);
        for (Connector connector : connectors) {
            connector.addBean(new HeaderDeadline(headerDeadline.toJavaDuration(), connector.getScheduler()));
        }
    }
}
