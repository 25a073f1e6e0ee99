package io.gatehouse.gateway.proxy;

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
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.glassfish.jersey.server.ContainerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every path that nothing else claims: each request goes through the pipeline and is answered when that ends. */
@Path("/{path: .*}")
public final class ProxyResource {

    private static final Logger log = LoggerFactory.getLogger(ProxyResource.class);

    private final Pipeline pipeline;

    public ProxyResource(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @GET
    public void get(
            @Context ContainerRequestContext request,
            @Context HttpServletRequest target,
            @Suspended AsyncResponse response) {
        proxy(inbound(request, target), target, response);
    }

    @HEAD
    public void head(
            @Context ContainerRequestContext request,
            @Context HttpServletRequest target,
            @Suspended AsyncResponse response) {
        proxy(inbound(request, target), target, response);
    }

    @POST
    public void post(
            @Context ContainerRequestContext request,
            @Context HttpServletRequest target,
            @Suspended AsyncResponse response) {
        proxy(inbound(request, target), target, response);
    }

    @PUT
    public void put(
            @Context ContainerRequestContext request,
            @Context HttpServletRequest target,
            @Suspended AsyncResponse response) {
        proxy(inbound(request, target), target, response);
    }

    @PATCH
    public void patch(
            @Context ContainerRequestContext request,
            @Context HttpServletRequest target,
            @Suspended AsyncResponse response) {
        proxy(inbound(request, target), target, response);
    }

    @DELETE
    public void delete(
            @Context ContainerRequestContext request,
            @Context HttpServletRequest target,
            @Suspended AsyncResponse response) {
        proxy(inbound(request, target), target, response);
    }

    @OPTIONS
    public Response options(@Context ContainerRequestContext request, @Context HttpServletRequest target) {
        return pipeline.options(inbound(request, target));
    }

    private void proxy(InboundRequest request, HttpServletRequest target, AsyncResponse response) {
        var memory = (BufferBudget.Share) target.getAttribute(RequestMemory.ATTRIBUTE);
        pipeline.run(request, memory).whenComplete((answer, failure) -> {
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

    private static InboundRequest inbound(ContainerRequestContext request, HttpServletRequest target) {
        return new InboundRequest((ContainerRequest) request, target);
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
