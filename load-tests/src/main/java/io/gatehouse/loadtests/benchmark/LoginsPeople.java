package io.gatehouse.loadtests.benchmark;

import io.gatehouse.loadtests.bed.Api;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Who reads and who logs in. */
final class LoginsPeople {

    /** As many as log in at once, each an account. */
    static final int CROWD = 64;

    private static final String PASSWORD = "analytical engine";
    private static final String WRONG = "difference engine";

    private final List<String> readerTokens;

    /** Makes their accounts, and some orders for each who reads. */
    LoginsPeople(Api api, int readers, int orders) {
        String admin = api.login("admin", "a");
        IntStream.range(0, CROWD).forEach(number -> api.create(admin, known(number), PASSWORD));
        readerTokens = IntStream.range(0, readers)
                .mapToObj(number -> {
                    String name = "reader-" + number;
                    api.create(admin, name, PASSWORD);
                    String token = api.login(name, PASSWORD);
                    IntStream.range(0, orders).forEach(order -> api.order(token, "lantern " + order));
                    return token;
                })
                .toList();
    }

    /** A GET of the own orders by each reader. */
    List<byte[]> reads() {
        return Rig.requests("/orders", readerTokens);
    }

    /** A login of each of the crowd; every other has the wrong password. */
    List<byte[]> logins() {
        return IntStream.range(0, CROWD)
                .mapToObj(number -> login(known(number), number % 2 == 0 ? PASSWORD : WRONG))
                .toList();
    }

    /** A login of each of the crowd with a wrong password. */
    List<byte[]> wrongPasswords() {
        return IntStream.range(0, CROWD)
                .mapToObj(number -> login(known(number), WRONG))
                .toList();
    }

    /** The same of as many who have no account, byte for byte as long. */
    List<byte[]> unknownUsers() {
        return IntStream.range(0, CROWD)
                .mapToObj(number -> login("nobody-" + number, WRONG))
                .toList();
    }

    private static String known(int number) {
        return "person-" + number;
    }

    private static byte[] login(String username, String password) {
        return Api.loginRequest(username, password).getBytes(StandardCharsets.US_ASCII);
    }
}
