package io.gatehouse.gateway.check;

import io.gatehouse.gateway.route.Route;
import io.gatehouse.gateway.route.RouteTable;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what.
 *
 * @param basePaths below which each operation is offered
 * @param userTypes all types of user that any policy names, in alphabetical order; not those of policies of own types
 * @param rows the operations in the order of the file
 */
record AccessMatrix(List<String> basePaths, List<String> userTypes, List<Row> rows) {

    /**
     * One operation.
     *
     * @param admitted the types of user that may use it once logged in, or null when a policy of an own type decides
     */
    record Row(Route route, @Nullable List<String> admitted) {

        /** Whether those who are not logged in may use it too. */
        boolean isOpen() {
            return route.policy().isOpen();
        }
    }

    static AccessMatrix of(RouteTable table) {
        List<String> userTypes = table.routes().stream()
                .flatMap(route -> Objects.requireNonNullElse(route.policy().userTypes(), Set.<String>of()).stream())
                .distinct()
                .sorted()
                .toList();
        return new AccessMatrix(
                table.basePaths(),
                userTypes,
                table.routes().stream().map(route -> row(route, userTypes)).toList());
    }

    private static Row row(Route route, List<String> userTypes) {
        if (route.policy().isOpen()) {
            return new Row(route, userTypes);
        }
        Set<String> admitted = route.policy().userTypes();
        return new Row(
                route,
                admitted == null
                        ? null
                        : userTypes.stream().filter(admitted::contains).toList());
    }
}
