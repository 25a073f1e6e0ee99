package io.gatehouse.gateway.extension;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.gatehouse.gateway.auth.Caller;
import io.gatehouse.gateway.auth.Policy;
import io.gatehouse.gateway.auth.RequestedOperation;

/** Asks for no login. */
@JsonTypeName("everyone")
record Everyone() implements Policy {

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean admits(Caller caller, RequestedOperation operation) {
        throw new AssertionError("never asked");
    }
}
