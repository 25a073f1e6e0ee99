package io.gatehouse.loadtests.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.loadtests.Setting;
import io.gatehouse.loadtests.bed.Api;
import io.gatehouse.loadtests.bed.RaisedRoutes;
import io.gatehouse.loadtests.bed.Terms;
import io.gatehouse.loadtests.bed.TestBed;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Logins over the real services: what those who read their orders notice of a crowd that logs in, and whether the time
 * of a refusal tells that a name exists. The route file's limits and the throttle of failed logins are raised, so that
 * every password is checked that the hashing pool takes.
 */
final class LoginsPart {

    private static final int READERS = 16;
    private static final int ORDERS = 3;
    private static final String PLENTY = "1000000";

    private static final Terms TERMS = Terms.measured(Map.of(
            "TOKEN_LIFE", "1h",
            "FAILED_LOGINS", PLENTY,
            "FAILED_LOGINS_PER_NETWORK", PLENTY,
            "FAILED_LOGINS_PER_ACCOUNT", PLENTY));

    private final ObjectNode result = Results.begin();

    void run() {
        if (!Setting.BASE_URL.text().isEmpty()) {
            throw new IllegalArgumentException("The logins part measures a system of its own: leave baseUrl out.");
        }
        try (TestBed bed = TestBed.system(RaisedRoutes::shipped, TERMS)) {
            URI url = URI.create(bed.url());
            var people = new LoginsPeople(new Api(url), READERS, ORDERS);
            try (var storm = new LoginStorm(bed, url, people)) {
                storm.warmUp();
                storm.measure(result.putObject("shared"), true);
                Results.write("logins", result); // the next takes minutes
                LoginTiming.measure(url, people, result.putObject("refusals"));
                Results.write("logins", result);
                if (Processors.arePinnable()) {
                    Processors.pin(bed.process("users").pid(), 1);
                    for (long pid : List.of(
                            bed.process("gateway").pid(),
                            bed.process("orders").pid(),
                            ProcessHandle.current().pid())) {
                        Processors.pin(pid, 0);
                    }
                    storm.measure(result.putObject("apart"), false);
                }
            }
        }
        Results.write("logins", result);
    }
}
