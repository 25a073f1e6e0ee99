package io.gatehouse.users.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a command gets a password from. Never its arguments: those every user of the machine can list. */
final class PasswordSource {

    static final String VARIABLE = "GATEHOUSE_PASSWORD";

    static final String FROM = "The password comes from the environment variable " + VARIABLE
            + ", else from the console, else from the standard input.";

    private PasswordSource() {}

    /** The environment's, else what is typed unseen, else the first line of the input. */
    static String read(Map<String, String> environment, @Nullable Console console, InputStream input)
            throws CommandRefusedException, IOException {
        String given = environment.getOrDefault(VARIABLE, "");
        if (!given.isEmpty()) {
            return given;
        }
        return console == null ? firstLine(input) : typed(console);
    }

    private static String typed(Console console) throws CommandRefusedException {
        char[] password = console.readPassword("Password: ");
        char[] again = console.readPassword("Again: ");
        if (password == null || !Arrays.equals(password, again)) {
            throw new CommandRefusedException("The two passwords are not the same.");
        }
        return new String(password);
    }

    private static String firstLine(InputStream input) throws CommandRefusedException, IOException {
        String line = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw new CommandRefusedException(
                    "There is no password: set " + VARIABLE + " or write it to the standard input.");
        }
        return line;
    }
}
