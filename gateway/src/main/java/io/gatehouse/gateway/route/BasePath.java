package io.gatehouse.gateway.route;

import java.util.List;

/** A prefix under which every route is offered, as {@code /api/v1}. */
record BasePath(PathTemplate path) {

    /** @throws IllegalArgumentException with what is wrong, for a person */
    static BasePath parse(String text) {
        var path = PathTemplate.parse(text);
        if (!path.parameters().isEmpty()) {
            throw new IllegalArgumentException("a base path has no parameters, as " + text + " has");
        }
        return new BasePath(path);
    }

    int length() {
        return path.segments().size();
    }

    boolean starts(List<String> segments) {
        return segments.size() > length() && segments.subList(0, length()).equals(path.segments());
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
