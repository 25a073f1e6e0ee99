package io.gatehouse.loadtests.benchmark;

import io.gatehouse.loadtests.Setting;
import io.gatehouse.loadtests.generator.LoadGenerator;
import io.gatehouse.loadtests.generator.Sample;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of those who are compared, under load. */
final class Contender implements AutoCloseable {

    private final URI target;
    private final LoadGenerator load;
    private final Figures figures = new Figures();
    private long answered;
    private final @Nullable ProcessFigures process;

    /** @param process whose CPU time is looked at, or null for none */
    Contender(URI target, List<byte[]> requests, @Nullable ProcessFigures process) {
        this.target = target;
        this.load = new LoadGenerator(target, requests, Setting.CONNECTIONS.number());
        this.process = process;
    }

    /** One more round of a closed loop. */
    Figures.Round closed(Duration duration) {
        double before = cpu();
        Sample sample = load.closed(duration);
        Figures.Round round = Figures.Round.of(sample, cpu() - before);
        figures.add(round);
        answered += sample.requests();
        return round;
    }

    /** The rounds of closed loops. */
    Figures figures() {
        return figures;
    }

    /** Requests in all those rounds. */
    long answered() {
        return answered;
    }

    boolean isAt(URI url) {
        return target.equals(url);
    }

    Figures.Round open(int perSecond, Duration duration) {
        double before = cpu();
        Sample sample = load.open(perSecond, duration);
        return Figures.Round.of(sample, cpu() - before);
    }

    private double cpu() {
        return process == null ? Double.NaN : process.cpu().toNanos();
    }

    @Override
    public void close() {
        load.close();
    }
}
