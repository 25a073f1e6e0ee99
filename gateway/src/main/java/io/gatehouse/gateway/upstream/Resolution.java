package io.gatehouse.gateway.upstream;

import io.dropwizard.lifecycle.Managed;
import io.gatehouse.gateway.route.Service;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up time and again which addresses the hosts of services have that ask for it, as those of a headless service of
 * Kubernetes do. A host that can't be resolved keeps the addresses that it had.
 */
final class Resolution implements Managed {

    private static final Logger log = LoggerFactory.getLogger(Resolution.class);

    private final Upstreams upstreams;
    private final NameResolver names;
    private final Duration interval;
    private final Set<String> unresolved = new HashSet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var daemon = new Thread(task, "upstream-names");
        daemon.setDaemon(true);
        return daemon;
    });

    Resolution(Upstreams upstreams, NameResolver names, Duration interval) {
        this.upstreams = upstreams;
        this.names = names;
        this.interval = interval;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // runs until the end
    public void start() {
        thread.scheduleWithFixedDelay(this::resolveAll, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        thread.shutdownNow();
    }

    void resolveAll() {
        for (ServiceUpstream upstream : upstreams.services()) {
            Service service = upstream.service();
            if (service.resolve()) {
                service.urls().forEach(url -> resolve(upstream, url));
            }
        }
    }

    private void resolve(ServiceUpstream upstream, URI url) {
        String host = url.getHost();
        try {
            List<InetAddress> addresses = names.resolve(host);
            upstream.instances().resolved(url, addresses);
            unresolved.remove(host);
        } catch (UnknownHostException | RuntimeException e) { // the next time may bring more
            if (unresolved.add(host)) {
                log.warn(
                        "Cannot resolve {}, service {} keeps its instances: {}",
                        host,
                        upstream.service().name(),
                        e);
            }
        }
    }
}
