package io.gatehouse.gateway.docs;

import io.gatehouse.gateway.inbound.AnswerWhole;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /openapi.json} and {@code /openapi.yaml}: the document of all that the gateway opens. */
@Path("/openapi.{format: json|yaml}")
public final class DocumentResource {

    private static final Logger log = LoggerFactory.getLogger(DocumentResource.class);

    /** RFC 9512. */
    private static final String YAML = "application/yaml";

    private final LiveDocument document;

    public DocumentResource(LiveDocument document) {
        this.document = document;
    }

    @GET
    public void get(
            @PathParam("format") String format,
            @Context ContainerRequestContext request,
            @Context Request conditions,
            @Suspended AsyncResponse response) {
        boolean yaml = format.equals("yaml");
        document.current().whenComplete((version, failure) -> {
            if (failure != null) {
                log.error("The OpenAPI document can't be made", failure);
                response.resume(failure);
                return;
            }
            EntityTag tag = yaml ? version.yamlTag() : version.jsonTag();
            byte[] body = yaml ? version.yaml() : version.json();
            Response.ResponseBuilder unchanged = conditions.evaluatePreconditions(tag);
            if (unchanged == null) {
                request.setProperty(AnswerWhole.BODY, body);
            }
            response.resume((unchanged == null ? Response.ok(body, yaml ? YAML : "application/json") : unchanged)
                    .tag(tag)
                    .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .build());
        });
    }
}
