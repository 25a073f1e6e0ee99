package io.gatehouse.orders.order;

import io.dropwizard.auth.Auth;
import io.gatehouse.servicekit.caller.InternalCaller;
import io.gatehouse.servicekit.problem.ProblemException;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Orders over HTTP. A caller sees own orders only; any other is not there. */
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OrderResource {

    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]{0,18}");

    private final Orders orders;

    public OrderResource(Orders orders) {
        this.orders = orders;
    }

    /** The caller's orders, newest last; {@code Link: rel="next"} when there are more. */
    @GET
    public Response list(
            @Auth InternalCaller caller,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        PageRequest request = PageRequest.of(after, limit);
        OrderPage page = orders.list(caller.userId(), request);
        Response.ResponseBuilder response = Response.ok(page.orders());
        if (page.hasMore()) {
            long last = page.orders().get(page.orders().size() - 1).id();
            response.header(
                    HttpHeaders.LINK, "</orders?after=%d&limit=%d>; rel=\"next\"".formatted(last, request.limit()));
        }
        return response.build();
    }

    /** Places an order; with an {@code Idempotency-Key}, once however often it is asked for. */
    @POST
    public Response place(@Auth InternalCaller caller, @Context HttpHeaders headers, @NotNull @Valid NewOrder wanted) {
        var key = IdempotencyKey.of(headers.getRequestHeader(IdempotencyKey.HEADER));
        Order order = orders.place(caller.userId(), wanted, key);
        return Response.created(URI.create("/orders/" + order.id()))
                .entity(order)
                .build();
    }

    @GET
    @Path("{id}")
    public Order read(@Auth InternalCaller caller, @PathParam("id") String id) {
        OptionalLong number = number(id);
        if (number.isPresent()) {
            var order = orders.find(caller.userId(), number.getAsLong());
            if (order.isPresent()) {
                return order.get();
            }
        }
        throw new ProblemException(404, "Order not found with this id.");
    }

    /** Empty unless it is a positive 64-bit number in its one spelling. */
    private static OptionalLong number(String id) {
        try {
            return POSITIVE.matcher(id).matches() ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
