package io.gatehouse.gateway.extension;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.gatehouse.gateway.auth.Caller;
import io.gatehouse.gateway.auth.Policy;
import io.gatehouse.gateway.auth.RequestedOperation;

/** Admits callers to what bears their own id. */
@JsonTypeName("own-account")
record OwnAccount(String pathParameter) implements Policy {

    OwnAccount {
        if (pathParameter == null) {
            throw new IllegalArgumentException("'path-parameter' is missing");
        }
    }

    @Override
    public boolean admits(Caller caller, RequestedOperation operation) {
        return caller.getName().equals(operation.parameter(pathParameter));
    }
}
