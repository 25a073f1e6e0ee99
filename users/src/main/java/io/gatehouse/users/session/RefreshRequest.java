package io.gatehouse.users.session;

import io.dropwizard.jackson.JsonSnakeCase;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A refresh token, to be spent or to end its session. */
@JsonSnakeCase
@Schema(description = "A refresh token.", example = """
                {"refresh_token": "qVJ4dzm0xPdtHPZ0cVtC5rwSGDb5h0mpyaWJrrE5vJM"}""")
record RefreshRequest(@NotNull @Size(max = 512) String refreshToken) {

    @Override
    public String toString() {
        return "RefreshRequest[…]";
    }
}
