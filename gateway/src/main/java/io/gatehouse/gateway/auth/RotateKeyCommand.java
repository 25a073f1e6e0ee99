package io.gatehouse.gateway.auth;

import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.util.Duration;
import io.gatehouse.servicekit.startup.StartupException;
import io.gatehouse.servicekit.token.AccessTokenLife;
import io.gatehouse.servicekit.token.KeyFile;
import io.gatehouse.servicekit.token.SigningKey;
import io.gatehouse.servicekit.token.SigningRing;
import io.gatehouse.servicekit.token.VerificationKey;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/**
 * {@code gateway rotate-key}: puts a new key first. It begins to sign only after a while, so that everyone who verifies
 * knows it by then; the old ones verify until what they signed has ended, and leave the file at a later rotation.
 */
public final class RotateKeyCommand extends KeyCommand {

    private final Clock clock;

    public RotateKeyCommand(Clock clock) {
        super("rotate-key", "Puts a new key first in a key file (a JWK Set) and keeps the others to verify.");
        this.clock = clock;
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--signs-in")
                .dest("signs-in")
                .setDefault("10s")
                .help("until the new key signs: the time in which all that verify have read it (10s)");
        parser.addArgument("--longest-life")
                .dest("longest-life")
                .setDefault(AccessTokenLife.LONGEST_HOURS + "h")
                .help("of a token: keys retired for longer are dropped (" + AccessTokenLife.LONGEST_HOURS + "h)");
    }

    @Override
    public void run(@Nullable Bootstrap<?> bootstrap, Namespace arguments) throws IOException {
        Instant now = clock.instant();
        List<SigningKey> old = KeyFile.readPrivate(privateFile(arguments));
        SigningKey fresh = SigningKey.generate(now.plus(duration(arguments, "signs-in")));
        List<SigningKey> keys = new ArrayList<>(List.of(fresh));
        keys.addAll(kept(old, duration(arguments, "longest-life"), now));
        write(keys, arguments);
        System.out.println("Made key " + fresh.id() + ", which signs from "
                + fresh.publicHalf().signsFrom() + ". Kept " + (keys.size() - 1) + ", dropped "
                + (old.size() - keys.size() + 1) + ".");
    }

    private static List<SigningKey> kept(List<SigningKey> old, java.time.Duration longestLife, Instant now) {
        Set<VerificationKey> usable =
                new HashSet<>(new SigningRing(old, longestLife).verification().usable(now));
        return old.stream().filter(key -> usable.contains(key.publicHalf())).toList();
    }

    private static java.time.Duration duration(Namespace arguments, String name) {
        try {
            return Duration.parse(arguments.getString(name)).toJavaDuration();
        } catch (IllegalArgumentException e) {
            throw new StartupException("--" + name + " is a time such as 10s, 15m or 24h.", e);
        }
    }
}
