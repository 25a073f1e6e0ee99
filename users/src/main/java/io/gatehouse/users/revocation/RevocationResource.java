package io.gatehouse.users.revocation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** {@code GET /revocations}, which gateways ask every second, on behalf of nobody. */
@Path("/revocations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Login")
public final class RevocationResource {

    private final Revocations revocations;

    public RevocationResource(Revocations revocations) {
        this.revocations = revocations;
    }

    @GET
    @Operation(
            operationId = "listRevocations",
            summary = "Lists sessions that ended before their time",
            description = "At most 1,000 at a time, in the order in which they became known. Without since, from the"
                    + " beginning of what is kept.",
            extensions =
                    @Extension(properties = @ExtensionProperty(name = "x-internal", value = "true", parseValue = true)))
    @ApiResponse(
            responseCode = "200",
            description = "What ended since, and from where to go on.",
            content = @Content(schema = @Schema(implementation = RevocationPage.class)))
    @ApiResponse(responseCode = "400", description = "There never was such a cursor.")
    @ApiResponse(responseCode = "410", description = "What followed the cursor is no longer kept: start without.")
    public RevocationPage list(@QueryParam("since") @Nullable String since) {
        return revocations.since(since);
    }
}
