package io.gatehouse.users.user;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a user may do; the gateway's policies are made of these. */
public enum UserType {
    @JsonProperty("admin")
    ADMIN("admin"),
    @JsonProperty("default")
    DEFAULT("default");

    private final String value;

    UserType(String value) {
        this.value = value;
    }

    /** The type of a stored value. */
    public static UserType of(String value) {
        for (UserType type : values()) {
            if (type.value.equals(value)) {
                return type;
            }
        }
        throw new IllegalArgumentException("There is no user type " + value);
    }

    /** As it is stored and as it stands in JSON. */
    public String value() {
        return value;
    }
}
