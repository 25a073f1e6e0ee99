package shop;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.gatehouse.gateway.auth.Caller;
import io.gatehouse.gateway.auth.Policy;
import io.gatehouse.gateway.auth.RequestedOperation;

/** Admits customers to their own account, and clerks to every account. */
@JsonTypeName("own-account")
public record OwnAccount() implements Policy {

    @Override
    public boolean admits(Caller caller, RequestedOperation operation) {
        return caller.userType().equals("clerk") || caller.getName().equals(operation.parameter("id"));
    }
}
