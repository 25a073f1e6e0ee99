package io.gatehouse.servicekit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.servicekit.startup.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Project Wycheproof's JWS vectors, all of them: those of ES256 as they say, all others refused. */
final class PublishedVectorsTest {

    private record Vector(String algorithm, JsonNode key, JsonNode test) {

        String token() {
            return test.get("jws").isTextual()
                    ? test.get("jws").textValue()
                    : test.get("jws").toString();
        }

        boolean isValid() {
            return test.get("result").textValue().equals("valid");
        }

        @Override
        public String toString() {
            return test.get("tcId") + " " + algorithm + " " + test.get("comment");
        }
    }

    private static final List<Vector> VECTORS = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file =
                PublishedVectorsTest.class.getResourceAsStream("/wycheproof/json_web_signature_test.json")) {
            for (JsonNode group :
                    new ObjectMapper().readTree(Objects.requireNonNull(file)).get("testGroups")) {
                JsonNode key = group.path(group.has("public") ? "public" : "private");
                group.get("tests")
                        .forEach(test -> VECTORS.add(new Vector(
                                key.path("alg").asText(key.path("kty").asText()), key, test)));
            }
        }
    }

    @Test
    void those_of_ES256_come_out_as_they_say() throws Exception {
        int accepted = 0;
        int refused = 0;
        for (Vector vector : VECTORS) {
            if (!vector.key.path("crv").asText().equals("P-256") || vector.key.has("key_ops") || isToEncrypt(vector)) {
                continue;
            }
            VerificationKey key = VerificationKey.parse(vector.key.toString());
            if (vector.isValid()) {
                assertThat(SignatureCheck.payload(key, vector.token()))
                        .as(vector.toString())
                        .isNotEmpty();
                accepted++;
            } else {
                assertThatThrownBy(() -> SignatureCheck.payload(key, vector.token()))
                        .as(vector.toString())
                        .isInstanceOf(TokenRefusedException.class);
                refused++;
            }
        }

        assertThat(accepted).isEqualTo(2);
        assertThat(refused).isEqualTo(37);
    }

    @Test
    void no_other_key_verifies_anything() {
        assertThat(VECTORS)
                .filteredOn(vector -> !vector.algorithm.equals("ES256"))
                .hasSize(362)
                .allSatisfy(vector -> assertThatThrownBy(() -> VerificationKey.parse(vector.key.toString()))
                        .isInstanceOf(StartupException.class));
    }

    @Test
    void no_token_of_another_algorithm_is_accepted_by_a_key_of_ours() {
        VerificationKey key = SigningKey.generate().publicHalf();

        assertThat(VECTORS).hasSize(401).allSatisfy(vector -> assertThatThrownBy(
                        () -> SignatureCheck.payload(key, vector.token()))
                .isInstanceOf(TokenRefusedException.class));
    }

    private static boolean isToEncrypt(Vector vector) {
        return vector.key.path("use").asText().equals("enc");
    }
}
