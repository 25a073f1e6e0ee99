package io.gatehouse.gateway.response;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes links to a service, whether they name its host or only a path, links to the gateway: in Location,
 * Content-Location and Link (RFC 8288). Services know neither the base path nor that nobody outside can reach their
 * hosts. Links to elsewhere stay.
 */
final class PublicLinks {

    private static final Pattern TARGET = Pattern.compile("<([^>]*)>");

    private final String basePath;
    private final List<URI> instances;

    /** @param instances scheme, host and port of each of the service's instances */
    PublicLinks(String basePath, List<URI> instances) {
        this.basePath = basePath;
        this.instances = instances;
    }

    void apply(MultivaluedMap<String, Object> headers) {
        headers.replaceAll((name, values) -> {
            if (name.equalsIgnoreCase("Location") || name.equalsIgnoreCase("Content-Location")) {
                return values.stream()
                        .<Object>map(value -> link(value.toString()))
                        .toList();
            } else if (name.equalsIgnoreCase("Link")) {
                return values.stream()
                        .<Object>map(value -> links(value.toString()))
                        .toList();
            }
            return values;
        });
    }

    private String links(String value) {
        return TARGET.matcher(value).replaceAll(target -> Matcher.quoteReplacement("<" + link(target.group(1)) + ">"));
    }

    private String link(String target) {
        String path = target;
        if (target.startsWith("//") || target.regionMatches(true, 0, "http", 0, 4)) {
            String inside = pathAtService(target);
            if (inside == null) {
                return target;
            }
            path = inside;
        }
        return path.startsWith("/") ? basePath + path : path;
    }

    /** Path, query and fragment of a URL that leads to the service, else null. */
    private @Nullable String pathAtService(String target) {
        int authority = target.indexOf("//") + 2;
        if (authority < 2) {
            return null;
        }
        int end = authority;
        while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        String rest = target.substring(end);
        return isService(target.substring(0, Math.max(0, authority - 3)), target.substring(authority, end))
                ? (rest.startsWith("/") ? rest : "/" + rest)
                : null;
    }

    private boolean isService(String scheme, String authority) {
        for (URI instance : instances) {
            String full = withPort(scheme.isEmpty() ? instance.getScheme() : scheme, authority);
            if (full.equalsIgnoreCase(withPort(instance.getScheme(), instance.getRawAuthority()))) {
                return true;
            }
        }
        return false;
    }

    private static String withPort(String scheme, String authority) {
        boolean hasPort = authority.lastIndexOf(':') > authority.lastIndexOf(']');
        return hasPort ? authority : authority + (scheme.equalsIgnoreCase("https") ? ":443" : ":80");
    }
}
