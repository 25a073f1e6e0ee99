package io.gatehouse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The secrets that the chart makes for a trial. */
class GeneratedSecretsTest {

    @AfterEach
    void forget() {
        ClusterStandIn.SECRETS.clear();
    }

    @Test
    void what_the_gateway_signs_the_services_can_check() throws Exception {
        Manifests rendered = Charts.render("gatehouse", "trial");
        byte[] privateKey = der(value(rendered, "trial-gateway-keys", "internal"));
        byte[] publicKey = der(value(rendered, "trial-internal-public", "internal-public"));
        var keys = KeyFactory.getInstance("EC");

        var signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(keys.generatePrivate(new PKCS8EncodedKeySpec(pkcs8(privateKey))));
        signer.update((byte) 42);
        byte[] signature = signer.sign();

        var verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(keys.generatePublic(new X509EncodedKeySpec(publicKey)));
        verifier.update((byte) 42);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void each_service_knows_the_password_of_its_role_alone() {
        Manifests rendered = Charts.render("gatehouse", "trial");

        for (String service : new String[] {"users", "orders"}) {
            String password = value(rendered, "trial-" + service + "-database", "password");
            assertThat(password).hasSize(40).isEqualTo(value(rendered, "trial-database", service));
        }
        assertThat(rendered.one(Secret.class, "trial-database").getStringData().values())
                .doesNotHaveDuplicates();
        assertThat(value(rendered, "trial-gateway-keys", "access"))
                .isNotEqualTo(value(rendered, "trial-gateway-keys", "internal"));
    }

    @Test
    void an_upgrade_changes_none() {
        Manifests installed = Charts.render("gatehouse", "trial");
        installed.of(Secret.class).forEach(GeneratedSecretsTest::keep);

        Manifests upgraded = Charts.render("gatehouse", "trial");

        assertThat(upgraded.of(Secret.class)).hasSize(5).isEqualTo(installed.of(Secret.class));
    }

    @Test
    void nothing_is_made_where_secrets_are_given() {
        assertThat(Charts.render("gatehouse", "g", Charts.production(), ValueSets.SECRETS)
                        .of(Secret.class))
                .isEmpty();
    }

    private static void keep(Secret secret) {
        String data = secret.getStringData().entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\": \""
                        + Base64.getEncoder().encodeToString(entry.getValue().getBytes(StandardCharsets.UTF_8)) + "\"")
                .collect(Collectors.joining(", "));
        String name = secret.getMetadata().getName();
        ClusterStandIn.SECRETS.put(name, """
                {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "%s", "namespace": "gatehouse"}, "data": {%s}}
                """.formatted(name, data));
    }

    private static String value(Manifests rendered, String secret, String key) {
        return rendered.one(Secret.class, secret).getStringData().get(key);
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    /** Java reads a key of P-256 in PKCS #8 alone (RFC 5958); the chart's stands by itself (RFC 5915). */
    private static byte[] pkcs8(byte[] bare) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(HexFormat.of().parseHex("308187020100301306072a8648ce3d020106082a8648ce3d030107046d"));
        // Without its parameters, which PKCS #8 has outside: version, private key, public key.
        var key = new ByteArrayOutputStream();
        key.write(bare, 2, 3 + 2 + 32);
        key.write(bare, bare.length - 70, 70);
        out.writeBytes(new byte[] {0x30, (byte) key.size()});
        out.writeBytes(key.toByteArray());
        return out.toByteArray();
    }
}
