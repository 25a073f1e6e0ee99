package io.gatehouse.gateway.upstream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.util.concurrent.MoreExecutors;
import io.dropwizard.client.JerseyClientBuilder;
import io.dropwizard.client.JerseyClientConfiguration;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import io.gatehouse.gateway.route.LiveRoutes;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.client.Client;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.ConnectionPool;
import org.eclipse.jetty.client.ContinueProtocolHandler;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.glassfish.jersey.client.ClientProperties;
import org.glassfish.jersey.client.JerseyClient;
import org.glassfish.jersey.client.spi.ConnectorProvider;

/**
 * The {@code upstream} part of the configuration, which builds the client for the services.
 *
 * @param threads how many threads carry all calls together
 * @param maxConnections the most connections to one instance; a call beyond them waits for one to be free, as long as
 *     its route lets it wait to connect
 * @param idleTimeout after how long an unused connection is closed; below the services' own, so that they never close
 *     one that a call is about to use
 * @param maxConnectionAge after how long a connection is replaced, more or less by a fifth; what stands behind a name
 *     may have changed since
 * @param resolveInterval how often the names of services with {@code resolve: true} are looked up
 * @param bufferBudget the bytes of bodies that may be held in memory, of all requests together
 * @param breaker when an instance is called no more, and when again
 * @param retryBudget how many retries a service may get to a hundred calls
 */
public record UpstreamSettings(
        @JsonProperty @Min(4) int threads,
        @JsonProperty @Min(1) int maxConnections,
        @JsonProperty @NotNull Duration idleTimeout,

        @JsonProperty @NotNull @MinDuration(value = 1, unit = TimeUnit.SECONDS)
        Duration maxConnectionAge,

        @JsonProperty @NotNull @MinDuration(value = 1, unit = TimeUnit.SECONDS)
        Duration resolveInterval,

        @JsonProperty @NotNull DataSize bufferBudget,
        @JsonProperty @NotNull @Valid BreakerSettings breaker,
        @JsonProperty @Min(0) @Max(100) int retryBudget) {

    private static final double AGE_JITTER = 0.2;

    /** Instances come and go; what is kept of one that is gone, in milliseconds. */
    private static final long DESTINATION_IDLE_TIMEOUT = 60_000;

    private static final int MAX_RESPONSE_HEADERS = 16 * 1024;

    public BufferBudget buildBufferBudget(PrometheusRegistry metrics) {
        var budget = new BufferBudget(bufferBudget.toBytes());
        UpstreamMetrics.register(budget, metrics);
        return budget;
    }

    /**
     * The HTTP client under all calls, started and stopped with the application.
     *
     * @param routes of which the longest connect timeout is when an attempt is given up, whoever still waits for it
     */
    public HttpClient buildHttp(Environment environment, LiveRoutes routes) {
        HttpClient http = httpClient();
        routes.follow(
                table -> http.setConnectTimeout(table.longestConnectTimeout().toMillis()));
        environment.lifecycle().manage(http);
        return http;
    }

    /** A JAX-RS client over {@link JettyConnector}. */
    public Client buildClient(Environment environment, HttpClient http) {
        var plain = new JerseyClientConfiguration();
        plain.setGzipEnabled(false);
        // Jersey's own hand-over to another thread would only cost: the connector never blocks.
        ExecutorService direct = MoreExecutors.newDirectExecutorService();
        Client client = new JerseyClientBuilder(environment)
                .using(plain)
                .using(direct)
                .using((ConnectorProvider) (jaxrs, configuration) -> new JettyConnector(http))
                .withProperty(ClientProperties.SUPPRESS_HTTP_COMPLIANCE_VALIDATION, true)
                .build("upstream");
        // Said twice: Dropwizard makes it one that can be injected, and each call would look up and sort all of those.
        ((JerseyClient) client).getConfiguration().executorService(direct);
        return client;
    }

    /** The services, none yet, each to be called with the client. */
    public Upstreams buildUpstreams(
            Environment environment,
            HttpClient http,
            Client client,
            InternalTokens tokens,
            PrometheusRegistry metrics) {
        var caller = new UpstreamClient(client, tokens);
        Histogram durations = UpstreamMetrics.durations(metrics);
        var upstreams = new Upstreams(
                service -> new ServiceUpstream(
                        service, caller, this, http.getExecutor(), durations.labelValues(service.name())),
                durations::remove);
        new UpstreamMetrics(upstreams, http).register(metrics);
        environment
                .lifecycle()
                .manage(new Resolution(
                        upstreams, host -> List.of(InetAddress.getAllByName(host)), resolveInterval.toJavaDuration()));
        return upstreams;
    }

    /** Services of the gateway's own, which no metric shows. */
    public Upstreams buildUntold(HttpClient http, Client client, InternalTokens tokens) {
        var caller = new UpstreamClient(client, tokens);
        DistributionDataPoint untold =
                Histogram.builder().name("untold").classicOnly().build();
        return new Upstreams(
                service -> new ServiceUpstream(service, caller, this, http.getExecutor(), untold), name -> {});
    }

    private HttpClient httpClient() {
        var connector = new ClientConnector();
        connector.setSelectors(1);
        var transport = new HttpClientTransportOverHTTP(connector);
        transport.setHeaderCacheCaseSensitive(true); // or application/JSON would become application/json
        transport.setHeaderCacheSize(0); // a trie for each connection, which answers hardly ever use
        transport.setConnectionPoolFactory(this::connectionPool);
        var http = new ProxyingHttpClient(transport);
        var pool = new QueuedThreadPool(threads, threads);
        pool.setName("upstream");
        http.setExecutor(pool);
        http.setMaxConnectionsPerDestination(maxConnections);
        http.setMaxRequestsQueuedPerDestination(maxConnections);
        http.setIdleTimeout(idleTimeout.toMilliseconds());
        http.setDestinationIdleTimeout(DESTINATION_IDLE_TIMEOUT);
        http.setMaxResponseHeadersSize(MAX_RESPONSE_HEADERS);
        http.setFollowRedirects(false);
        http.setHttpCookieStore(new HttpCookieStore.Empty());
        http.setUserAgentField(null);
        http.setDefaultRequestContentType(null); // a body whose client named no type has none
        return http;
    }

    private ConnectionPool connectionPool(Destination destination) {
        var pool = new DuplexConnectionPool(destination, maxConnections);
        double factor = ThreadLocalRandom.current().nextDouble(1 - AGE_JITTER, 1 + AGE_JITTER);
        pool.setMaxDuration(Math.round(maxConnectionAge.toMilliseconds() * factor));
        return pool;
    }

    /** Jetty's client without what it does for browsers: no decoding, no redirects, no answering of 401s. */
    private static final class ProxyingHttpClient extends HttpClient {

        /** Apart from what carries calls, as a look-up waits for the answer. */
        private final QueuedThreadPool names = new QueuedThreadPool(4, 0);

        ProxyingHttpClient(HttpClientTransportOverHTTP transport) {
            super(transport);
            names.setName("upstream-look-ups");
            installBean(names);
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            setSocketAddressResolver(new PinnedAddresses(
                    new SocketAddressResolver.Async(names, getScheduler(), getAddressResolutionTimeout())));
            getContentDecoderFactories().clear();
            getProtocolHandlers().clear();
            // Interim answers (RFC 9110 §15.2) are not the answer.
            getProtocolHandlers().put(new ContinueProtocolHandler());
            getProtocolHandlers().put(new ProcessingProtocolHandler());
            getProtocolHandlers().put(new EarlyHintsProtocolHandler());
        }
    }
}
