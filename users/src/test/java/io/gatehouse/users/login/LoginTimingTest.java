package io.gatehouse.users.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.users.UsersService;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That there is no such user takes as long as a wrong password. Measures time, so run it on a machine at rest. */
@Tag("thorough")
class LoginTimingTest {

    /** Of each. */
    private static final int TRIES = 1000;

    private static final int WARM_UP = 50;

    @Test
    void the_median_of_unknown_users_is_within_five_percent_of_that_of_wrong_passwords() {
        String ample = "1000000";
        try (var service = UsersService.start(
                TestDatabase.POSTGRES.freshUrl(),
                Map.of(
                        "failedLogins.perAccountAndNetwork.atOnce", ample,
                        "failedLogins.perNetwork.atOnce", ample,
                        "failedLogins.perAccount.atOnce", ample))) {
            service.database().store("known", "default");
            long[] wrong = new long[TRIES / 2];
            long[] unknown = new long[TRIES / 2];

            for (int i = -WARM_UP; i < TRIES / 2; i++) {
                long known = timeOfTwo(service, "known");
                long nobody = timeOfTwo(service, "nobody");
                if (i >= 0) {
                    wrong[i] = known;
                    unknown[i] = nobody;
                }
            }

            double ratio = (double) median(unknown) / median(wrong);
            System.out.printf(
                    "two wrong passwords %.2f ms, two unknown users %.2f ms, ratio %.4f%n",
                    median(wrong) / 1e6, median(unknown) / 1e6, ratio);
            assertThat(ratio).isCloseTo(1, within(0.05));
        }
    }

    /**
     * Two, because every other hash takes longer on some processors, whoever it is for. Most likely because of the pool:
     * it hands out first the blocks of memory that came back last, so every other hash finds them in reverse.
     */
    private static long timeOfTwo(UsersService service, String username) {
        long start = System.nanoTime();
        assertThat(service.login(username, "wrong horse").statusCode()).isEqualTo(401);
        assertThat(service.login(username, "wrong horse").statusCode()).isEqualTo(401);
        return System.nanoTime() - start;
    }

    private static long median(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
