package io.gatehouse.gateway.proxy;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.gatehouse.gateway.inbound.AnswerWhole;
import io.gatehouse.gateway.inbound.RequestMemory;
import io.gatehouse.gateway.upstream.BufferBudget;
import io.gatehouse.gateway.upstream.UpstreamException;
import io.gatehouse.gateway.upstream.UpstreamFailures;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every path that nothing else claims: each request goes through the pipeline and is answered when that ends. */
@Path("/{path: .*}")
public final class ProxyResource {

    private static final Logger log = LoggerFactory.getLogger(ProxyResource.class);

    private final Pipeline pipeline;
    private final Pipeline rehearsed;

    private ProxyResource(Pipeline pipeline, Pipeline rehearsed) {
        this.pipeline = pipeline;
        this.rehearsed = rehearsed;
    }

    /** Lets requests that nothing else claims through a pipeline, and those of the rehearsal through its own. */
    public static void register(JerseyEnvironment jersey, Pipeline pipeline, Rehearsal rehearsal) {
        InboundRequestParameter.register(jersey);
        jersey.register(new ProxyResource(pipeline, rehearsal.pipeline()));
    }

    @GET
    public void get(@Context InboundRequest request, @Suspended AsyncResponse response) {
        proxy(request, response);
    }

    @HEAD
    public void head(@Context InboundRequest request, @Suspended AsyncResponse response) {
        proxy(request, response);
    }

    @POST
    public void post(@Context InboundRequest request, @Suspended AsyncResponse response) {
        proxy(request, response);
    }

    @PUT
    public void put(@Context InboundRequest request, @Suspended AsyncResponse response) {
        proxy(request, response);
    }

    @PATCH
    public void patch(@Context InboundRequest request, @Suspended AsyncResponse response) {
        proxy(request, response);
    }

    @DELETE
    public void delete(@Context InboundRequest request, @Suspended AsyncResponse response) {
        proxy(request, response);
    }

    @OPTIONS
    public Response options(@Context InboundRequest request) {
        return pipeline.options(request);
    }

    private void proxy(InboundRequest request, AsyncResponse response) {
        HttpServletRequest target = request.target();
        var memory = (BufferBudget.Share) target.getAttribute(RequestMemory.ATTRIBUTE);
        Pipeline taken = request.isRehearsal() ? rehearsed : pipeline;
        taken.run(request, memory).whenComplete((answer, failure) -> {
            if (failure == null) {
                request.exchange().answered();
                target.setAttribute(AnswerWhole.BODY, answer.getEntity());
                target.setAttribute(
                        AnswerWhole.TYPE,
                        Objects.requireNonNullElse(answer.getHeaderString(HttpHeaders.CONTENT_TYPE), ""));
                response.resume(answer);
            } else {
                response.resume(problem(request, failure));
            }
        });
    }

    private static Throwable problem(InboundRequest request, Throwable failure) {
        UpstreamException upstream = UpstreamFailures.find(failure);
        if (upstream != null) {
            log.warn("Request {} failed at its service: {}, {}", request.id(), upstream.kind(), upstream.getMessage());
            request.exchange().failed(UpstreamFailures.outcome(upstream));
            return UpstreamFailures.problem(upstream);
        }
        return failure.getCause() == null ? failure : failure.getCause();
    }
}
