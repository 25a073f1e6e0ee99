package io.gatehouse.gateway.docs;

import io.gatehouse.gateway.auth.CredentialCheck;
import io.gatehouse.gateway.route.RouteTable;
import io.gatehouse.gateway.upstream.OwnCall;
import io.gatehouse.gateway.upstream.UpstreamAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public document in force. Services are asked for theirs when somebody asks for the document, and not again for
 * some seconds. One that does not answer, or with no document, is shown by its last good one, else by the one packaged
 * with the gateway, else by its routes alone.
 */
public final class LiveDocument {

    private static final Logger log = LoggerFactory.getLogger(LiveDocument.class);

    private static final long GOOD_FOR = Duration.ofSeconds(10).toNanos();

    private final DocsSettings settings;
    private final List<CredentialCheck> checks;
    private final Function<String, OwnCall> calls;
    private final Map<String, ServiceDocument> fetched = new HashMap<>();
    private final Map<String, ServiceDocument> packaged = new HashMap<>();
    private @Nullable RouteTable routes;
    private @Nullable DocumentVersion version;
    private @Nullable CompletableFuture<DocumentVersion> refreshing;
    private long refreshedAt;

    /**
     * A document of no routes yet: {@link #serve} comes first.
     *
     * @param checks how clients may say who they are
     * @param calls asks a service, by its name, for its document
     */
    public LiveDocument(DocsSettings settings, List<CredentialCheck> checks, Function<String, OwnCall> calls) {
        this.settings = settings;
        this.checks = checks;
        this.calls = calls;
    }

    /** Takes over another route table. */
    public synchronized void serve(RouteTable table) {
        routes = table;
        version = null;
    }

    /** The document; the stage ends when the services have answered or their time is over. */
    @SuppressWarnings("FutureReturnValueIgnored") // what it ends in is told through the other
    synchronized CompletionStage<DocumentVersion> current() {
        if (version != null && System.nanoTime() - refreshedAt < GOOD_FOR) {
            return CompletableFuture.completedStage(version);
        } else if (refreshing == null) {
            var refresh = new CompletableFuture<DocumentVersion>();
            refreshing = refresh;
            CompletableFuture.allOf(services().stream()
                            .map(service -> calls.apply(service)
                                    .send(null)
                                    .handle((answer, failure) -> take(service, answer, failure))
                                    .toCompletableFuture())
                            .toArray(CompletableFuture[]::new))
                    .whenComplete((done, failure) -> refreshed(refresh));
            return refresh;
        }
        return refreshing;
    }

    private synchronized @Nullable Void take(
            String service, @Nullable UpstreamAnswer answer, @Nullable Throwable failure) {
        if (answer == null || answer.status() != 200) {
            log.debug("Service {} tells no document: {}", service, answer == null ? failure : answer.status());
            return null;
        }
        try {
            var document = ServiceDocument.parse(answer.body());
            if (!document.equals(fetched.get(service))) {
                PublicDocument.of(
                        required(), name -> name.equals(service) ? document : null, settings, checks); // or it throws
                fetched.put(service, document);
                version = null;
            }
        } catch (IOException | RuntimeException | StackOverflowError e) { // the last: references upon references
            log.warn("The OpenAPI document of service {} can't be used: {}", service, e.toString());
        }
        return null;
    }

    private void refreshed(CompletableFuture<DocumentVersion> refresh) {
        try {
            refresh.complete(settle());
        } catch (RuntimeException e) {
            refresh.completeExceptionally(e);
        }
    }

    private synchronized DocumentVersion settle() {
        refreshing = null;
        refreshedAt = System.nanoTime();
        DocumentVersion now = version == null ? build() : version;
        version = now;
        return now;
    }

    private DocumentVersion build() {
        try {
            return DocumentVersion.of(PublicDocument.of(required(), this::document, settings, checks));
        } catch (RuntimeException e) { // one that was good for the routes before
            log.warn("The services' OpenAPI documents can't be used with these routes: {}", e.toString());
            fetched.clear();
            return DocumentVersion.of(PublicDocument.of(required(), this::document, settings, checks));
        }
    }

    private @Nullable ServiceDocument document(String service) {
        ServiceDocument known = fetched.get(service);
        return known == null ? packaged.computeIfAbsent(service, ServiceDocument::packaged) : known;
    }

    private RouteTable required() {
        return Objects.requireNonNull(routes, "serve comes first");
    }

    private List<String> services() {
        return required().routes().stream()
                .map(route -> route.service().name())
                .distinct()
                .toList();
    }
}
