package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.route.Service;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The instances of one service. They change with the route file and with what names resolve to; those that stay keep their state. */
final class Instances {

    private final Function<Target, Instance> factory;
    private final Map<URI, List<Target>> targets = new LinkedHashMap<>();
    private volatile List<Instance> all = List.of();

    Instances(Function<Target, Instance> factory) {
        this.factory = factory;
    }

    /** Those that there are now, in the order of the route file. */
    List<Instance> all() {
        return all;
    }

    synchronized void serve(Service service) {
        targets.keySet().retainAll(service.urls());
        for (URI url : service.urls()) {
            // A name is taken as it is until it has been resolved.
            if (!service.resolve() || !targets.containsKey(url)) {
                targets.put(url, List.of(new Target(url, null)));
            }
        }
        change();
    }

    /** Makes each address of a host an instance; a URL that is no longer the service's is passed over. */
    synchronized void resolved(URI url, List<InetAddress> addresses) {
        List<Target> now =
                addresses.stream().map(address -> new Target(url, address)).toList();
        if (targets.replace(url, now) != null) {
            change();
        }
    }

    private void change() {
        Map<Target, Instance> known = new HashMap<>();
        all.forEach(instance -> known.put(instance.target(), instance));
        all = targets.values().stream()
                .flatMap(List::stream)
                .map(target -> Stream.ofNullable(known.get(target)).findFirst().orElseGet(() -> factory.apply(target)))
                .toList();
    }
}
