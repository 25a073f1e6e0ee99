package io.gatehouse.gateway.tracing;

import io.opentelemetry.api.common.AttributeKey;
import java.util.Set;

/** Names of OpenTelemetry's semantic conventions for HTTP spans (1.23 and later), and ours beside them. */
final class Attribute {

    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    static final AttributeKey<Long> RESEND_COUNT = AttributeKey.longKey("http.request.resend_count");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    static final AttributeKey<String> FULL_URL = AttributeKey.stringKey("url.full");
    static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
    static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    static final AttributeKey<String> CLIENT = AttributeKey.stringKey("client.address");
    static final AttributeKey<String> USER = AttributeKey.stringKey("user.id");
    static final AttributeKey<String> PEER = AttributeKey.stringKey("peer.service");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("gatehouse.outcome");
    static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("gatehouse.request_id");

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private Attribute() {}

    /** A method, of which clients may make up any number. */
    static String method(String sent) {
        return METHODS.contains(sent) ? sent : "_OTHER";
    }
}
