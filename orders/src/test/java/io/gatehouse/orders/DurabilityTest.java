package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.servicekit.testing.AdjustableClock;
import io.gatehouse.servicekit.testing.Effort;
import io.gatehouse.servicekit.testing.ServiceProcess;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.servicekit.testing.TestTrust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was acknowledged stays, whenever the service is killed, and what was not can be asked for again. */
final class DurabilityTest {

    private static final int WRITERS = 4;
    private static final int ORDERS_A_ROUND = 60;

    private final TestTrust gateway = new TestTrust();

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void killUnderWritesLosesNothingAndDoublesNothing(TestDatabase database) throws Exception {
        String url = database.freshUrl();
        Map<String, String> environment = Map.of(
                "DATABASE_URL",
                url,
                "INTERNAL_PUBLIC_KEYS",
                gateway.publicKeys().toString());
        List<OrderWriter> writers = IntStream.rangeClosed(1, WRITERS)
                .mapToObj(user -> new OrderWriter(gateway, user))
                .toList();

        for (int round = 0; round < Effort.of(2, 20); round++) {
            try (var orders = start(environment)) {
                writers.forEach(writer -> writer.checkThatNothingIsLostOrDoubled(orders.url()));
                int target = acknowledged(writers) + ORDERS_A_ROUND;
                writers.forEach(writer -> writer.start(orders.url()));
                await().atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> acknowledged(writers) >= target);
                orders.kill();
            }
            writers.forEach(OrderWriter::awaitFailure);
        }
        try (var orders = new OrdersService(url, new AdjustableClock(), gateway)) {
            writers.forEach(writer -> writer.checkThatNothingIsLostOrDoubled(orders.url()));
        }
        assertThat(writers).allMatch(writer -> writer.retried() > 0);
    }

    private static ServiceProcess start(Map<String, String> environment) throws Exception {
        return ServiceProcess.start(OrdersApplication.class, Path.of("orders.yml"), environment);
    }

    private static int acknowledged(List<OrderWriter> writers) {
        return writers.stream().mapToInt(OrderWriter::acknowledged).sum();
    }
}
