package io.gatehouse.gateway.proxy;

import io.dropwizard.core.setup.Environment;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.text.ParseException;
import java.util.EnumSet;
import org.glassfish.jersey.message.internal.HttpHeaderReader;
import org.jspecify.annotations.Nullable;

/** Refuses the two headers that Jersey reads to choose a method, where it would answer a malformed one with a bare 400. */
public final class MediaTypesFirst implements Filter {

    private MediaTypesFirst() {}

    public static void register(Environment environment) {
        environment
                .servlets()
                .addFilter("media-types", new MediaTypesFirst())
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isMediaType(request.getContentType())) {
            ((HttpServletResponse) response).sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        } else if (!isList(((HttpServletRequest) request).getHeader(HttpHeaders.ACCEPT))) {
            ((HttpServletResponse) response).sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isMediaType(@Nullable String contentType) {
        if (contentType == null || contentType.equals(MediaType.APPLICATION_JSON)) {
            return true;
        }
        try {
            MediaType.valueOf(contentType);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isList(@Nullable String accept) {
        if (accept == null || accept.equals(MediaType.WILDCARD) || accept.equals(MediaType.APPLICATION_JSON)) {
            return true;
        }
        try {
            HttpHeaderReader.readAcceptMediaType(accept);
            return true;
        } catch (ParseException e) {
            return false;
        }
    }
}
