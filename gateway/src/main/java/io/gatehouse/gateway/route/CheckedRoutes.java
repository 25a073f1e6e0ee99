package io.gatehouse.gateway.route;

import io.gatehouse.gateway.route.RouteFileException.Fault;
import java.util.List;

/**
 * A route file that is good to serve with.
 *
 * @param warnings what nobody is likely to have meant, such as a policy that no route names
 */
public record CheckedRoutes(RouteTable table, List<Fault> warnings) {

    public CheckedRoutes {
        warnings = List.copyOf(warnings);
    }
}
