package io.gatehouse.gateway.route;

import java.net.URI;

/**
 * A service behind the gateway.
 *
 * @param name its name, which is also the audience of the internal tokens made for it
 * @param url where it answers, without a trailing slash
 */
public record Service(String name, URI url) {}
