package io.gatehouse.servicekit.shutdown;

import io.dropwizard.core.Configuration;
import io.dropwizard.health.DefaultHealthFactory;
import io.gatehouse.servicekit.startup.StartupException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.ShutdownThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens between SIGTERM and the server's stop: the service is not ready at once, goes on serving for the drain
 * delay, closes its listener, and lets requests under way end. Jetty alone would cut those that wait for an upstream
 * longer than its idle timeout at shutdown, and Jersey may then answer them with an empty 200 (jersey #6044).
 */
public final class Drain extends AbstractLifeCycle implements LifeCycle.Listener {

    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    /** With 10 s for requests under way and Jetty's own stop, a process is gone within 30 s. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);

    /** For Jetty, to close idle connections and give up on what has not ended by then. */
    private static final Duration STOP = Duration.ofSeconds(2);

    private final DrainingHandler handler = new DrainingHandler();
    private final Duration delay;
    private List<AbstractConnector> listeners = List.of();
    private Duration grace = Duration.ZERO;

    private Drain(Duration delay) {
        this.delay = delay;
    }

    /**
     * Takes the delay from {@code health.shutdownWaitPeriod}. Dropwizard's own handler for it keeps connections alive
     * during the delay, and nothing at all happens without one.
     */
    public static Drain configured(Configuration configuration) {
        Duration delay = configuration
                .getHealthFactory()
                .filter(DefaultHealthFactory.class::isInstance)
                .map(health -> ((DefaultHealthFactory) health).getShutdownWaitPeriod())
                .map(period -> Duration.ofMillis(period.toMilliseconds()))
                .orElse(Duration.ZERO);
        if (delay.compareTo(LONGEST_DELAY) > 0) {
            throw new StartupException("The drain delay is " + delay.toSeconds() + " s, and at most "
                    + LONGEST_DELAY.toSeconds() + " s are allowed. Set DRAIN_DELAY (health.shutdownWaitPeriod) lower.");
        }
        return new Drain(delay);
    }

    public boolean isUnderWay() {
        return handler.isDraining();
    }

    @Override
    public void lifeCycleStarting(LifeCycle starting) {
        if (starting instanceof Server server) {
            replaceGracefulHandler(server);
            listeners = Stream.of(server.getConnectors())
                    .filter(connector -> !"admin".equals(connector.getName()))
                    .filter(AbstractConnector.class::isInstance)
                    .map(AbstractConnector.class::cast)
                    .toList();
            grace = Duration.ofMillis(server.getStopTimeout());
            addEventListener(new LifeCycle.Listener() {
                @Override
                public void lifeCycleStopped(LifeCycle drained) {
                    server.setStopTimeout(STOP.toMillis());
                }
            });
            LifeCycle.start(this);
            ShutdownThread.register(0, this); // before the server, which registers itself when it starts
        }
    }

    @Override
    public void lifeCycleStopped(LifeCycle stopped) {
        if (stopped instanceof Server) {
            ShutdownThread.deregister(this);
        }
    }

    private void replaceGracefulHandler(Server server) {
        Handler first = server.getHandler();
        handler.setHandler(first instanceof GracefulHandler graceful ? graceful.getHandler() : first);
        server.setHandler(handler);
    }

    @Override
    protected void doStop() throws Exception {
        handler.drain();
        log.info(
                "Stopping: not ready from now on, {} requests under way, new ones are taken for {} ms more",
                handler.getCurrentRequestCount(),
                delay.toMillis());
        TimeUnit.MILLISECONDS.sleep(delay.toMillis());
        for (AbstractConnector listener : listeners) {
            closeListener(listener);
        }
        try {
            handler.shutdown().get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.warn("{} requests have not ended within {} ms", handler.getCurrentRequestCount(), grace.toMillis());
        }
    }

    /** Leaves connections alone: Jetty would set them an idle timeout here that cuts slow readers. */
    @SuppressWarnings("FutureReturnValueIgnored") // ends with the last connection, which the server's stop waits for
    private static void closeListener(AbstractConnector listener) {
        long idleTimeout = listener.getShutdownIdleTimeout();
        listener.setShutdownIdleTimeout(-1);
        listener.shutdown();
        listener.setShutdownIdleTimeout(idleTimeout);
    }
}
