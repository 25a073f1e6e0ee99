package io.gatehouse.gateway.check;

import io.gatehouse.servicekit.startup.StartupException;
import java.util.List;

/** A route file that reads well and does not fit what services offer or have agreed on. */
public final class FindingsException extends StartupException {

    FindingsException(List<String> findings) {
        super(String.join("\n", findings));
    }
}
