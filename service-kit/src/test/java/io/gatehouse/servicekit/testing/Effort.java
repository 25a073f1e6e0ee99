package io.gatehouse.servicekit.testing;

/** How much of a long trial to run: a short form in every build, all of it with {@code -Pthorough}. */
public final class Effort {

    private Effort() {}

    /** The number of rounds, requests or writers to use in this build. */
    public static int of(int everyBuild, int thorough) {
        return Boolean.getBoolean("gatehouse.thorough") ? thorough : everyBuild;
    }
}
