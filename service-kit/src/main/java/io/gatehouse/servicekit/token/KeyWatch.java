package io.gatehouse.servicekit.token;

import com.codahale.metrics.Gauge;
import io.dropwizard.core.setup.Environment;
import io.gatehouse.servicekit.startup.StartupException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys as their files have them. Changed files that read well take the place of the keys within seconds; a broken one
 * is logged and shown in the metrics while the keys from before stay. Files are read again and again, since
 * notifications miss those that are linked anew, as mounted secrets are. What differs must stay the same from one look
 * to the next before it counts, for it may be half written.
 */
public final class KeyWatch<R> implements Supplier<R> {

    private static final Logger log = LoggerFactory.getLogger(KeyWatch.class);

    private static final long SECONDS_BETWEEN_LOOKS = 1;

    private final String name;
    private final List<Path> files;
    private final Function<List<String>, R> reader;
    private List<String> judged;
    private List<String> seen;
    private volatile R keys;
    private volatile boolean stale;

    /**
     * Reads the files for the first time.
     *
     * @throws StartupException when they are no good
     */
    KeyWatch(String name, List<Path> files, Function<List<String>, R> reader) {
        this.name = name;
        this.files = files;
        this.reader = reader;
        this.judged = contents();
        this.seen = judged;
        this.keys = reader.apply(judged);
    }

    @Override
    public R get() {
        return keys;
    }

    /** Whether the files on disk are refused and earlier keys are in use. */
    boolean isStale() {
        return stale;
    }

    /** Looks at the files every second, for as long as the application runs. */
    @SuppressWarnings("FutureReturnValueIgnored") // ends with the executor
    public KeyWatch<R> start(Environment environment) {
        environment.metrics().register("keys." + name + ".stale", (Gauge<Integer>) () -> stale ? 1 : 0);
        environment
                .lifecycle()
                .scheduledExecutorService("keys-" + name, true)
                .threads(1)
                .build()
                .scheduleWithFixedDelay(this::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
        return this;
    }

    void look() {
        try {
            List<String> now = contents();
            boolean settled = now.equals(seen);
            seen = now;
            if (settled) {
                take(now);
            }
        } catch (RuntimeException e) { // an error of ours must not end the watch either
            if (!stale) {
                log.error("The {} keys from before stay. {}", name, e.getMessage());
            }
            stale = true;
        }
    }

    private void take(List<String> now) {
        if (!now.equals(judged)) {
            keys = reader.apply(now);
            judged = now;
            log.info("The {} keys have changed", name);
        }
        stale = false;
    }

    private List<String> contents() {
        return files.stream().map(KeyFile::read).toList();
    }
}
