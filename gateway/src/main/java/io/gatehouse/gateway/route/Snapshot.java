package io.gatehouse.gateway.route;

import io.gatehouse.gateway.route.RouteFileException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What stood under a path at one moment: the bytes of a file, or why there were none. Equal when these are. */
final class Snapshot {

    /** Bytes. Thousands of routes; what is larger is no route file. */
    static final int MAX_SIZE = 1024 * 1024;

    private final byte[] bytes;
    private final @Nullable String obstacle;

    private Snapshot(byte[] bytes, @Nullable String obstacle) {
        this.bytes = bytes;
        this.obstacle = obstacle;
    }

    static Snapshot of(Path file) {
        if (Files.notExists(file)) {
            return unreadable("the file does not exist");
        } else if (Files.isDirectory(file)) {
            return unreadable("this is a directory; name the file in it");
        } else if (Files.exists(file) && !Files.isRegularFile(file)) {
            return unreadable("this is no regular file"); // to open a pipe would wait for its writer
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_SIZE + 1);
            return bytes.length > MAX_SIZE
                    ? unreadable("the file is larger than 1 MiB, which no route file is")
                    : new Snapshot(bytes, null);
        } catch (AccessDeniedException e) {
            return unreadable("the file may not be read by the user who runs this; change its permissions");
        } catch (IOException e) {
            return unreadable("the file cannot be read: " + e);
        }
    }

    private static Snapshot unreadable(String obstacle) {
        return new Snapshot(new byte[0], obstacle);
    }

    /**
     * The content as text.
     *
     * @param file what to name when there is none
     */
    String text(Path file) {
        if (obstacle != null) {
            throw new RouteFileException(file, List.of(new Fault(1, obstacle)));
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
            String before = new String(bytes, 0, in.position(), StandardCharsets.UTF_8);
            throw new RouteFileException(
                    file, List.of(new Fault(lineAtEndOf(before), "this is not UTF-8: save the file in that encoding")));
        }
        return out.flip().toString();
    }

    static int lineAtEndOf(String text) {
        return 1 + (int) text.chars().filter(c -> c == '\n').count();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Snapshot snapshot
                && Arrays.equals(bytes, snapshot.bytes)
                && Objects.equals(obstacle, snapshot.obstacle);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
