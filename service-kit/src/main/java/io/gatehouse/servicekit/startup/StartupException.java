package io.gatehouse.servicekit.startup;

import org.jspecify.annotations.Nullable;

/** Why a service can't start, in a message that says what to do. Shown without a stack trace. */
public class StartupException extends RuntimeException {

    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
