package io.gatehouse.gateway.docs;

import jakarta.ws.rs.core.EntityTag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** A file of the documentation page, in memory plain and compressed. */
@SuppressWarnings("ArrayRecordComponent") // bytes that are sent and never compared
record Asset(String type, byte[] plain, byte[] gzipped, EntityTag tag) {

    /** Reads a resource of the class path. */
    static Asset of(String resource, String type) {
        try (InputStream in = Asset.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + resource + " on the class path");
            }
            byte[] plain = in.readAllBytes();
            return new Asset(type, plain, gzipped(plain), DocumentVersion.tag(plain));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzipped(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }
}
