package io.gatehouse.loadtests.bed;

import java.util.List;
import java.util.Map;

/**
 * On which terms the processes of a {@link TestBed#system} run.
 *
 * @param services flags of the JVMs of users and orders
 * @param gateway flags of that of the gateway
 * @param environment of all of them, besides what a bed needs
 */
public record Terms(List<String> services, List<String> gateway, Map<String, String> environment) {

    /** C1 alone starts fastest, and is enough for what is not measured. */
    private static final List<String> QUICK = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** The gateway's, of {@code ./stack}. */
    static final List<String> AS_SHIPPED =
            List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:FreqInlineSize=80", "-XX:InlineSmallCode=1000");

    /** 60 % of 512 MB, and the collector that the JVM chooses in a container as small. */
    private static final List<String> AS_IN_IMAGES = List.of("-Xmx307m", "-XX:+UseSerialGC");

    /** For a bed whose speed does not matter. */
    public static Terms quick() {
        return new Terms(QUICK, QUICK, Map.of());
    }

    /** For one whose speed is measured: as the images run. */
    public static Terms measured(Map<String, String> environment) {
        return new Terms(AS_IN_IMAGES, AS_IN_IMAGES, environment);
    }
}
