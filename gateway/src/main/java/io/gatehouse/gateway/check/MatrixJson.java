package io.gatehouse.gateway.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gatehouse.gateway.route.RateLimit;
import io.gatehouse.gateway.route.Retry;
import io.gatehouse.gateway.route.Route;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An access matrix as JSON for programs.
 *
 * @param operations one entry an operation, in the order of the file
 */
record MatrixJson(List<String> basePaths, List<String> userTypes, List<Operation> operations) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /**
     * An operation.
     *
     * @param open whether those who are not logged in may use it
     * @param admitted the types of user that may use it, or null when a policy of an own type decides
     */
    record Operation(
            String operation,
            String service,
            String policy,
            boolean open,
            @Nullable List<String> admitted,
            @Nullable Limit rateLimit,
            @Nullable Again retry) {

        static Operation of(AccessMatrix.Row row) {
            Route route = row.route();
            return new Operation(
                    route.operation(),
                    route.service().name(),
                    route.policy().name(),
                    row.isOpen(),
                    row.admitted(),
                    route.rateLimit() == null ? null : Limit.of(route.rateLimit()),
                    route.retry().attempts() == 1 ? null : Again.of(route.retry()));
        }
    }

    /** How often it may be asked for. */
    record Limit(String name, String by, long allow, double periodSeconds, long burst) {

        static Limit of(RateLimit limit) {
            return new Limit(
                    limit.name(),
                    MatrixTable.word(limit.by()),
                    limit.allow(),
                    limit.period().toMillis() / 1000.0,
                    limit.burst());
        }
    }

    /** How often its service is called for one request, and after what again. */
    record Again(int attempts, List<String> when) {

        static Again of(Retry retry) {
            return new Again(retry.attempts(), MatrixTable.reasons(retry));
        }
    }

    static String of(AccessMatrix matrix) {
        var json = new MatrixJson(
                matrix.basePaths(),
                matrix.userTypes(),
                matrix.rows().stream().map(Operation::of).toList());
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
