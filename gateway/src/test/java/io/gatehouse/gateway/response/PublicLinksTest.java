package io.gatehouse.gateway.response;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicLinksTest {

    private static final PublicLinks LINKS = new PublicLinks(
            "/api/v1", List.of(URI.create("http://localhost:8002"), URI.create("http://users.internal")));

    @ParameterizedTest
    @CsvSource({
        "/users/1, /api/v1/users/1",
        "/users?after=1#x, /api/v1/users?after=1#x",
        "http://localhost:8002/users/1, /api/v1/users/1",
        "HTTP://LOCALHOST:8002/users/1?a=b#c, /api/v1/users/1?a=b#c",
        "//localhost:8002/users/1, /api/v1/users/1",
        "http://users.internal/users/1, /api/v1/users/1",
        "http://users.internal:80/users/1, /api/v1/users/1",
        "http://localhost:8002, /api/v1/",
        "http://localhost:8002?a=b, /api/v1/?a=b",
        "17, 17",
        "../17, ../17",
        "?after=3, ?after=3",
        "https://elsewhere.example/x, https://elsewhere.example/x",
        "//elsewhere.example/x, //elsewhere.example/x",
        "http://localhost:80021/x, http://localhost:80021/x",
        "http://localhost:8002.evil.example/x, http://localhost:8002.evil.example/x",
        "http://localhost:8002@evil.example/x, http://localhost:8002@evil.example/x",
        "mailto:a@b.example, mailto:a@b.example",
        "httpx, httpx"
    })
    void lead_through_the_gateway(String from, String to) {
        var headers = new MultivaluedHashMap<String, Object>();
        headers.putSingle("Location", from);
        headers.putSingle("content-location", from);
        headers.addAll("Link", "<" + from + ">; rel=\"next\", <" + from + ">; rel=prev", "<" + from + ">;rel=x");

        LINKS.apply(headers);

        assertThat(headers.get("Location")).containsExactly(to);
        assertThat(headers.get("content-location")).containsExactly(to);
        assertThat(headers.get("Link"))
                .containsExactly("<" + to + ">; rel=\"next\", <" + to + ">; rel=prev", "<" + to + ">;rel=x");
    }
}
