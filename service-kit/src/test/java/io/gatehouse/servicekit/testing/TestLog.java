package io.gatehouse.servicekit.testing;

/** How much services tell while they are tested: little, or with {@code -Dtests.log=INFO} what they tell in earnest. */
public final class TestLog {

    private TestLog() {}

    /** The level of a service's loggers, which this build may have asked for. */
    public static String level(String usual) {
        String wanted = System.getProperty("gatehouse.log", "");
        return wanted.isEmpty() ? usual : wanted;
    }
}
