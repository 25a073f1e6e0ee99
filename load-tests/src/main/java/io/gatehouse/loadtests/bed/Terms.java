package io.gatehouse.loadtests.bed;

import java.util.List;
import java.util.Map;

/**
 * On which terms the processes of a {@link TestBed#system} run.
 *
 * @param users flags of its JVM
 * @param orders flags of its JVM
 * @param gateway flags of its JVM
 * @param environment of all of them, besides what a bed needs
 */
public record Terms(List<String> users, List<String> orders, List<String> gateway, Map<String, String> environment) {

    /** C1 alone starts fastest, and is enough for what is not measured. */
    private static final List<String> QUICK = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** The gateway's, of {@code ./stack}. */
    static final List<String> AS_SHIPPED =
            List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:FreqInlineSize=80", "-XX:InlineSmallCode=1000");

    /** 60 % of 512 MB, and the collector that the JVM chooses in a container as small. */
    private static final List<String> USERS_IN_IMAGES = List.of("-Xmx307m", "-XX:+UseSerialGC");

    /** The same, and a compiler that is through sooner. */
    private static final List<String> OTHERS_IN_IMAGES =
            List.of("-Xmx307m", "-XX:+UseSerialGC", "-XX:FreqInlineSize=80", "-XX:InlineSmallCode=1000");

    /** For a bed whose speed does not matter, but where accounts are made and people log in all the time: hashing never rests. */
    public static Terms quick() {
        return new Terms(QUICK, QUICK, QUICK, Map.of("PASSWORD_SHARE", "1"));
    }

    /** For one whose speed is measured: as the images run. */
    public static Terms measured(Map<String, String> environment) {
        return new Terms(USERS_IN_IMAGES, OTHERS_IN_IMAGES, OTHERS_IN_IMAGES, environment);
    }
}
