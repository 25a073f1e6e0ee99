package io.gatehouse.gateway.check;

import io.gatehouse.gateway.auth.Caller;
import io.gatehouse.gateway.route.Route;
import io.gatehouse.gateway.route.RouteTable;
import java.time.Instant;
import java.util.List;

/**
 * Who may do what.
 *
 * @param basePaths below which each operation is offered
 * @param userTypes all types of user that any policy names, in alphabetical order
 * @param rows the operations in the order of the file
 */
record AccessMatrix(List<String> basePaths, List<String> userTypes, List<Row> rows) {

    /**
     * One operation.
     *
     * @param admitted the types of user that may use it once logged in
     */
    record Row(Route route, List<String> admitted) {

        /** Whether those who are not logged in may use it too. */
        boolean isOpen() {
            return route.policy().isOpen();
        }
    }

    static AccessMatrix of(RouteTable table) {
        List<String> userTypes = table.routes().stream()
                .flatMap(route -> route.policy().userTypes().stream())
                .distinct()
                .sorted()
                .toList();
        return new AccessMatrix(
                table.basePaths(),
                userTypes,
                table.routes().stream().map(route -> row(route, userTypes)).toList());
    }

    private static Row row(Route route, List<String> userTypes) {
        return new Row(
                route,
                userTypes.stream()
                        .filter(type -> route.policy().admits(new Caller(1, type, Instant.MAX)))
                        .toList());
    }
}
