package io.gatehouse.gateway.contract;

import au.com.dius.pact.core.model.ProviderState;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every provider state that the contracts ask for. Services set them up by these names and parameters. */
final class States {

    private States() {}

    /** This account, which another may delete. */
    static ProviderState userExists(Person user) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("id", user.id());
        parameters.put("username", user.username());
        parameters.put("email", user.email());
        parameters.put("full_name", user.fullName());
        parameters.put("user_type", user.userType());
        parameters.put("password", user.password());
        return new ProviderState("a user exists", parameters);
    }

    static ProviderState noUserHas(long id) {
        return new ProviderState("no user has this id", Map.of("id", id));
    }

    /** A user who exists can't be deleted. */
    static ProviderState isProtected(Person user) {
        return new ProviderState("the user is protected", Map.of("id", user.id()));
    }

    /** A user who exists is the only admin. */
    static ProviderState isLastAdmin(Person user) {
        return new ProviderState("the user is the last admin", Map.of("id", user.id()));
    }

    /** Users with ids from 1 to count, and no others. */
    static ProviderState usersExist(int count) {
        return new ProviderState("users exist", Map.of("count", count));
    }

    /** A user who exists is logged in, with this refresh token. */
    static ProviderState sessionExists(Person user, String refreshToken) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("user_id", user.id());
        parameters.put("refresh_token", refreshToken);
        return new ProviderState("a session of user {user_id}", parameters);
    }

    /** This refresh token was good once. */
    static ProviderState tokenWasSpent(String refreshToken) {
        return new ProviderState("a spent refresh token", Map.of("refresh_token", refreshToken));
    }

    /** The feed of revocations has so many from its start. */
    static ProviderState sessionsWereRevoked(int count) {
        return new ProviderState("sessions were revoked", Map.of("count", count));
    }

    /** The feed had so many, and has none of them any more. */
    static ProviderState revocationsWereForgotten(int count) {
        return new ProviderState("revocations were forgotten", Map.of("count", count));
    }

    static ProviderState orderExists(long id, long createdBy, String address, String item) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("id", id);
        parameters.put("created_by", createdBy);
        parameters.put("address", address);
        parameters.put("item", item);
        return new ProviderState("an order exists", parameters);
    }

    static ProviderState noOrderHas(long id) {
        return new ProviderState("no order has this id", Map.of("id", id));
    }

    /** One user's orders with ids from 1 to count, and no others. */
    static ProviderState ordersExist(int count, long createdBy) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("count", count);
        parameters.put("created_by", createdBy);
        return new ProviderState("orders exist", parameters);
    }

    /** A user has placed this order, under this id, with this Idempotency-Key a moment ago. */
    static ProviderState keyWasUsed(long userId, String key, long orderId, String address, String item) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("user_id", userId);
        parameters.put("key", key);
        parameters.put("order_id", orderId);
        parameters.put("address", address);
        parameters.put("item", item);
        return new ProviderState("the key was used", parameters);
    }

    /** The service does not know the gateway's key. Its verification leaves the token as it stands in the pact. */
    static ProviderState gatewayIsNotTrusted() {
        return new ProviderState("the internal token is not trusted", Map.of());
    }
}
