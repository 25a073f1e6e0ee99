package io.gatehouse.gateway.route;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The route table in force. Whoever handles a request asks once and keeps to the answer, so that the request meets one
 * table from its start to its end, whatever happens to the file meanwhile.
 */
public final class LiveRoutes implements Supplier<RouteTable> {

    private final List<Consumer<RouteTable>> followers = new CopyOnWriteArrayList<>();
    private volatile RouteTable table;

    LiveRoutes(RouteTable table) {
        this.table = table;
    }

    @Override
    public RouteTable get() {
        return table;
    }

    /** The most bytes that any route takes as a request's body. */
    public int maxRequestBody() {
        return table.maxRequestBody();
    }

    /** Tells a table's follower of this one at once, and later of each that takes its place, on the watch's thread. */
    public void follow(Consumer<RouteTable> follower) {
        followers.add(follower);
        follower.accept(table);
    }

    void swap(RouteTable next) {
        followers.forEach(follower -> follower.accept(next));
        table = next;
    }
}
