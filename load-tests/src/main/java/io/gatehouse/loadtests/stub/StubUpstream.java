package io.gatehouse.loadtests.stub;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Stands where users and orders would: one process for both, which holds thousands of requests without a thread each.
 * It asks for no internal token. Each request says itself how it wants to be answered ({@link Wish}).
 */
public final class StubUpstream {

    private static final int THREADS = 8;
    private static final int BACKLOG = 4096;

    private StubUpstream() {}

    /**
     * Listens until it is killed.
     *
     * @param arguments the port; 0 for one that is free
     */
    public static void main(String[] arguments) throws Exception {
        System.out.println("The stub upstream listens on 127.0.0.1:"
                + start(Integer.parseInt(arguments[0])).getURI().getPort());
    }

    /** A running stub. */
    public static Server start(int port) throws Exception {
        var server = new Server(new QueuedThreadPool(THREADS));
        var http = new HttpConfiguration();
        http.setHeaderCacheSize(0); // or each of thousands of connections keeps tokens, in a trie
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(120_000);
        server.addConnector(connector);
        server.setHandler(new Answering());
        server.start();
        return server;
    }
}
