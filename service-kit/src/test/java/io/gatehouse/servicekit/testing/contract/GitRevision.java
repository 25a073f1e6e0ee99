package io.gatehouse.servicekit.testing.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What a pact broker knows this state of the sources by.
 *
 * @param commit in full, with {@code -dirty} behind it where the work tree holds more
 * @param branch such as {@code main}
 */
public record GitRevision(String commit, String branch) {

    /** From the variables (or, as in Pact, system properties) GIT_COMMIT and GIT_BRANCH, or else as git tells. */
    public static GitRevision current() {
        String commit = setting("GIT_COMMIT");
        String branch = setting("GIT_BRANCH");
        return new GitRevision(
                isSet(commit) ? commit : git("describe", "--always", "--abbrev=40", "--exclude=*", "--dirty"),
                isSet(branch) ? branch : checkedOut());
    }

    private static String checkedOut() {
        String branch = git("rev-parse", "--abbrev-ref", "HEAD");
        if (branch.equals("HEAD")) {
            throw new IllegalStateException("No branch is checked out here. Set GIT_BRANCH to the branch's name.");
        }
        return branch;
    }

    private static String git(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (git.waitFor() != 0) {
                throw new IllegalStateException("Set GIT_COMMIT and GIT_BRANCH, for git does not tell: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException("Set GIT_COMMIT and GIT_BRANCH, for git does not run.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String setting(String name) {
        return System.getProperty(name, System.getenv(name));
    }

    private static boolean isSet(String value) {
        return value != null && !value.isBlank();
    }
}
