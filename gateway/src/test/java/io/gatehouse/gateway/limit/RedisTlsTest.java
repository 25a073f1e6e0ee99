package io.gatehouse.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.util.Duration;
import io.gatehouse.gateway.route.RateLimit;
import io.gatehouse.gateway.testing.TestRedis;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisTlsTest {

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "changeit";
    private static final RateLimit LIMIT =
            new RateLimit("login", RateLimit.By.CLIENT_IP, 10, java.time.Duration.ofHours(1), 10);

    @TempDir
    private Path folder;

    private final Environment environment = new Environment("test");

    /** A certificate for 127.0.0.1, as the store that a client trusts and as the files that Redis reads. */
    @BeforeEach
    void issueCertificate() throws Exception {
        Path store = folder.resolve("redis.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int exit = new ProcessBuilder((keytool
                                + " -genkeypair -alias redis -keyalg EC -dname CN=localhost -ext san=ip:127.0.0.1"
                                + " -validity 2 -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + store)
                        .split(" ", -1))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(exit).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        writePem("PRIVATE KEY", keys.getKey("redis", PASSWORD.toCharArray()).getEncoded());
        writePem("CERTIFICATE", keys.getCertificate("redis").getEncoded());
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE + "Password");
        for (LifeCycle managed : environment.lifecycle().getManagedObjects()) {
            managed.stop();
        }
    }

    @Test
    void a_redis_whose_certificate_is_trusted_counts() throws Exception {
        System.setProperty(TRUST_STORE, folder.resolve("redis.p12").toString());
        System.setProperty(TRUST_STORE + "Password", PASSWORD);
        try (var redis = redis()) {
            RateLimiter limiter = limiter(redis);

            await().until(() -> isAllowed(limiter));
        }
    }

    @Test
    void a_redis_whose_certificate_nobody_vouches_for_is_out_of_reach() throws Exception {
        try (var redis = redis()) {
            RateLimiter limiter = limiter(redis);

            await().during(java.time.Duration.ofSeconds(2))
                    .atMost(java.time.Duration.ofSeconds(10))
                    .until(() -> !isAllowed(limiter));
        }
    }

    private TestRedis redis() {
        return TestRedis.started(
                "--tls-port",
                "{port}",
                "--port",
                "0",
                "--tls-auth-clients",
                "no",
                "--tls-key-file",
                folder.resolve("PRIVATE KEY.pem").toString(),
                "--tls-cert-file",
                folder.resolve("CERTIFICATE.pem").toString(),
                "--tls-ca-cert-file",
                folder.resolve("CERTIFICATE.pem").toString());
    }

    private RateLimiter limiter(TestRedis redis) throws Exception {
        var settings = new RateLimitSettings(
                "rediss://127.0.0.1:" + redis.port(), WhenUnavailable.CLOSED, Duration.seconds(5));
        RateLimiter limiter = settings.buildLimiter(environment, new PrometheusRegistry());
        for (LifeCycle managed : environment.lifecycle().getManagedObjects()) {
            managed.start();
        }
        return limiter;
    }

    private static boolean isAllowed(RateLimiter limiter) {
        return limiter.admit(LIMIT, null, "192.0.2.7")
                .handle((admission, failure) -> failure == null)
                .toCompletableFuture()
                .join();
    }

    private void writePem(String type, byte[] content) throws Exception {
        Files.writeString(
                folder.resolve(type + ".pem"),
                "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + type + "-----\n");
    }
}
