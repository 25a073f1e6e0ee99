package io.gatehouse.gateway.docs;

import io.gatehouse.gateway.inbound.AnswerWhole;
import io.gatehouse.servicekit.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code /docs}: Swagger UI over the document, and a login that fills in the token. Asks nobody but this gateway. */
@Path("/docs")
public final class PageResource {

    /**
     * Scripts and requests are this gateway's alone, and the page can be in no frame. Swagger UI sets styles from its
     * script, which {@code style-src 'self'} allows, and has its icons as data.
     */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final PageFiles files = new PageFiles();

    @GET
    public Response page(
            @Context ContainerRequestContext request,
            @Context Request conditions,
            @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String codings) {
        if (request.getUriInfo().getPath().endsWith("/")) { // or its links would lead elsewhere
            return Response.status(Response.Status.MOVED_PERMANENTLY)
                    .header(HttpHeaders.LOCATION, "../docs")
                    .build();
        }
        return file(PageFiles.PAGE, request, conditions, codings);
    }

    @GET
    @Path("/{file}")
    public Response file(
            @PathParam("file") String name,
            @Context ContainerRequestContext request,
            @Context Request conditions,
            @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String codings) {
        Asset asset = files.find(name);
        if (asset == null) {
            throw new ProblemException(404, "There is nothing at this path.");
        }
        boolean gzip = codings != null && codings.contains("gzip") && !codings.contains("gzip;q=0");
        byte[] body = gzip ? asset.gzipped() : asset.plain();
        EntityTag tag = gzip ? new EntityTag(asset.tag().getValue() + "-gzip") : asset.tag();
        Response.ResponseBuilder response = conditions.evaluatePreconditions(tag);
        if (response == null) {
            request.setProperty(AnswerWhole.BODY, body);
            response = Response.ok(body, asset.type());
            if (gzip) {
                response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
            }
        }
        return response.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
