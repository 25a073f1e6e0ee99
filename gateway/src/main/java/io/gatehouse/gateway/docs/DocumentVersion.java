package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.ws.rs.core.EntityTag;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The public document as it is at one time, written once for all who ask. */
@SuppressWarnings("ArrayRecordComponent") // bytes that are sent and never compared
record DocumentVersion(byte[] json, byte[] yaml, EntityTag jsonTag, EntityTag yamlTag) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();

    static DocumentVersion of(ObjectNode document) {
        try {
            byte[] json = JSON.writeValueAsBytes(document);
            byte[] yaml = YAML.writeValueAsBytes(document);
            return new DocumentVersion(json, yaml, tag(json), tag(yaml));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static EntityTag tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new EntityTag(HexFormat.of().formatHex(digest, 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
