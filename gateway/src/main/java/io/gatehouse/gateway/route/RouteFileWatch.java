package io.gatehouse.gateway.route;

import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import io.gatehouse.gateway.route.RouteFileException.Fault;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves by a route file and by what becomes of it: a change that reads well takes the place of the table, one that does
 * not is logged and counted while the old table serves on. The file is read again and again and its bytes compared,
 * since notifications miss files that are replaced, linked anew or far away. What differs must stay the same from one
 * look to the next before it counts, for it may be half written.
 */
public final class RouteFileWatch {

    private static final Logger log = LoggerFactory.getLogger(RouteFileWatch.class);

    private static final long SECONDS_BETWEEN_LOOKS = 1;

    private final Path file;
    private final RouteFileReader reader;
    private final ReloadMetrics metrics;
    private final LiveRoutes routes;
    private Snapshot judged;
    private Snapshot seen;

    /**
     * Reads the file for the first time.
     *
     * @throws RouteFileException with all faults found
     */
    public RouteFileWatch(Path file, RouteFileReader reader, PrometheusRegistry registry) {
        this.file = file;
        this.reader = reader;
        this.metrics = new ReloadMetrics(registry);
        this.judged = Snapshot.of(file);
        this.seen = judged;
        this.routes = new LiveRoutes(read(judged));
    }

    public LiveRoutes routes() {
        return routes;
    }

    /** Whether the file on disk is refused and an earlier one is served. */
    boolean isStale() {
        return metrics.isStale();
    }

    /** Looks at the file every second, for as long as the application runs. */
    @SuppressWarnings("FutureReturnValueIgnored") // ends with the executor
    public void start(LifecycleEnvironment lifecycle) {
        lifecycle
                .scheduledExecutorService("route-file", true)
                .threads(1)
                .build()
                .scheduleWithFixedDelay(this::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    void look() {
        Snapshot now = Snapshot.of(file);
        boolean settled = now.equals(seen);
        seen = now;
        if (settled && !now.equals(judged)) {
            judged = now;
            reload(now);
        }
    }

    private void reload(Snapshot content) {
        try {
            routes.swap(read(content));
            metrics.reloaded();
            log.info(
                    "The route file {} has changed: {} routes",
                    file,
                    routes.get().routes().size());
        } catch (RouteFileException e) {
            metrics.refused();
            log.error(
                    "The route file has changed and is refused; the routes from before serve on.\n{}", e.getMessage());
        } catch (RuntimeException e) { // an error of ours must not end the watch
            metrics.refused();
            log.error("The route file {} has changed and can't be used; the routes from before serve on", file, e);
        }
    }

    private RouteTable read(Snapshot content) {
        CheckedRoutes checked = reader.check(file, content);
        for (Fault warning : checked.warnings()) {
            log.warn("{}", warning.in(file));
        }
        return checked.table();
    }
}
