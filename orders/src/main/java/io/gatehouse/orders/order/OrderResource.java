package io.gatehouse.orders.order;

import io.dropwizard.auth.Auth;
import io.gatehouse.servicekit.caller.InternalCaller;
import io.gatehouse.servicekit.problem.ProblemException;
import io.gatehouse.servicekit.row.PageRequest;
import io.gatehouse.servicekit.row.RowId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Orders over HTTP. A caller sees own orders only; any other is not there. */
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Orders", description = "Your own orders: nobody sees another's.")
public final class OrderResource {

    private final Orders orders;

    public OrderResource(Orders orders) {
        this.orders = orders;
    }

    /** The caller's orders, newest last; {@code Link: rel="next"} when there are more. */
    @GET
    @Operation(
            operationId = "listOrders",
            summary = "Lists your orders",
            description = "A page at a time, newest last.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of orders.",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = Order.class))))
    public Response list(
            @Auth InternalCaller caller,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        PageRequest page = PageRequest.of(after, limit);
        return page.answer("/orders", orders.list(caller.userId(), page), Order::id);
    }

    /** Places an order; with an {@code Idempotency-Key}, once however often it is asked for. */
    @POST
    @Operation(operationId = "placeOrder", summary = "Places an order", parameters = @Parameter(ref = "IdempotencyKey"))
    @ApiResponse(
            responseCode = "201",
            description = "The order.",
            content = @Content(schema = @Schema(implementation = Order.class)))
    @ApiResponse(
            responseCode = "422",
            description = "Fields are missing, unknown, of a wrong type or out of bounds, and `errors` names them;"
                    + " or the key was used with another body.")
    public Response place(@Auth InternalCaller caller, @Context HttpHeaders headers, @NotNull @Valid NewOrder wanted) {
        var key = IdempotencyKey.of(headers.getRequestHeader(IdempotencyKey.HEADER));
        Order order = orders.place(caller.userId(), wanted, key);
        return Response.created(URI.create("/orders/" + order.id()))
                .entity(order)
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "readOrder", summary = "Reads one of your orders")
    @ApiResponse(
            responseCode = "200",
            description = "The order.",
            content = @Content(schema = @Schema(implementation = Order.class)))
    @ApiResponse(responseCode = "404", description = "The caller has no order with this id.")
    public Order read(@Auth InternalCaller caller, @PathParam("id") String id) {
        OptionalLong number = RowId.parse(id);
        if (number.isPresent()) {
            var order = orders.find(caller.userId(), number.getAsLong());
            if (order.isPresent()) {
                return order.get();
            }
        }
        throw new ProblemException(404, "Order not found with this id.");
    }
}
