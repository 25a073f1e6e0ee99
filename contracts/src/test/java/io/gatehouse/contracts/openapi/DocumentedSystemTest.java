package io.gatehouse.contracts.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.contracts.browser.Chromium;
import io.gatehouse.contracts.browser.Tab;
import io.gatehouse.contracts.system.GatehouseSystem;
import io.gatehouse.servicekit.testing.TestDatabase;
import java.nio.file.Path;
import org.example.gatehouse.ApiClient;
import org.example.gatehouse.ApiException;
import org.example.gatehouse.api.LoginApi;
import org.example.gatehouse.api.OrdersApi;
import org.example.gatehouse.api.UsersApi;
import org.example.gatehouse.model.AccessToken;
import org.example.gatehouse.model.LoginRequest;
import org.example.gatehouse.model.NewOrder;
import org.example.gatehouse.model.NewUser;
import org.example.gatehouse.model.Order;
import org.example.gatehouse.model.RefreshRequest;
import org.example.gatehouse.model.User;
import org.example.gatehouse.model.UserChanges;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the system's own document is good for: a program that is generated from it, and a person who reads it. */
class DocumentedSystemTest {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static GatehouseSystem system;

    @BeforeAll
    static void start() {
        system = new GatehouseSystem(TestDatabase.H2);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void the_document_that_is_served_is_the_committed_one() throws Exception {
        var served = system.call("GET", "/openapi.json", null, null);

        assertThat(GatehouseSystem.json(served))
                .isEqualTo(new ObjectMapper().readTree(GatehouseSystem.OPENAPI.toFile()));
    }

    @Test
    void a_client_that_is_generated_from_it_plays_the_tour() throws Exception {
        var users = new UsersApi(client("admin", "a"));
        User ada = users.createUser(new NewUser()
                .username("ada-by-client")
                .password("analytical engine")
                .email("client@example.org")
                .fullName("Ada")
                .userType(NewUser.UserTypeEnum.DEFAULT));
        assertThat(users.listUsers(0L, 200)).contains(ada);
        assertThat(users.updateUser(ada.getId(), new UserChanges().fullName("Ada Lovelace"), null)
                        .getFullName())
                .isEqualTo("Ada Lovelace");

        var orders = new OrdersApi(client("ada-by-client", "analytical engine"));
        var lantern = new NewOrder().address("1 Gatehouse Lane").item("lantern");
        Order order = orders.placeOrder(lantern, "client-1");
        assertThat(orders.placeOrder(lantern, "client-1")).isEqualTo(order);
        assertThat(orders.readOrder(order.getId())).isEqualTo(order);
        assertThat(orders.listOrders(null, null)).containsExactly(order);

        var sessions = new LoginApi(client());
        RefreshRequest spent = session(login("ada-by-client", "analytical engine"));
        RefreshRequest next = session(sessions.refreshToken(spent));
        sessions.logout(next);
        assertThatThrownBy(() -> sessions.refreshToken(next))
                .isInstanceOfSatisfying(
                        ApiException.class, ended -> assertThat(ended.getCode()).isEqualTo(401));

        users.deleteUser(ada.getId(), null);
        assertThatThrownBy(() -> users.readUser(ada.getId(), null))
                .isInstanceOfSatisfying(
                        ApiException.class, gone -> assertThat(gone.getCode()).isEqualTo(404));
    }

    @Test
    void the_page_logs_in_and_tries_operations_in_a_browser(@TempDir Path profile) {
        var program = Chromium.find();
        assumeTrue(
                program.isPresent(),
                "skipped: the page is tried in Chromium, which is not on the path; install it or name it in CHROMIUM");
        try (var browser = Chromium.start(program.get(), profile)) {
            Tab tab = browser.tab();
            tab.open(system.gatewayUrl().resolve("/"));
            tab.await("#operations-Users-listUsers");
            assertThat(tab.run("location.pathname").asText()).isEqualTo("/docs");
            tab.run("document.querySelector('[name=username]').value = 'admin'");
            tab.run("document.querySelector('[name=password]').value = 'a'");
            tab.click(".login button");
            tab.awaitThat("document.querySelector('.state').innerText.startsWith('Logged in as admin')");
            tab.screenshot(SCREENSHOTS.resolve("logged-in.png"));

            assertThat(execute(tab, "Users", "listUsers", 200)).contains("\"username\": \"admin\"");
            assertThat(execute(tab, "Orders", "placeOrder", 201)).contains("\"item\": \"lantern\"");
            tab.run("document.querySelector('#operations-Orders-placeOrder .responses-inner').scrollIntoView()");
            tab.screenshot(SCREENSHOTS.resolve("order-placed.png"));

            assertThat(tab.errors()).isEmpty();
            assertThat(tab.requests()).isNotEmpty().allSatisfy(url -> assertThat(url)
                    .matches("data:.*|http://127\\.0\\.0\\.1:[0-9]+/.*"));
            assertThat(tab.run("localStorage.length + sessionStorage.length").asInt())
                    .isZero();
        }
    }

    /** Opens an operation, executes it and returns the answer's body. */
    private static String execute(Tab tab, String tag, String operation, int status) {
        String block = "#operations-" + tag + "-" + operation;
        tab.click(block + " .opblock-summary-control");
        tab.click(block + " .execute");
        tab.await(block + " .live-responses-table .response-col_status");
        assertThat(tab.text(block + " .live-responses-table .response .response-col_status"))
                .startsWith(Integer.toString(status));
        return tab.text(block + " .live-responses-table .highlight-code");
    }

    private static ApiClient client(String username, String password) throws ApiException {
        String token = login(username, password).getAccessToken();
        return client().setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + token));
    }

    private static RefreshRequest session(AccessToken token) {
        return new RefreshRequest().refreshToken(token.getRefreshToken());
    }

    private static AccessToken login(String username, String password) throws ApiException {
        return new LoginApi(client())
                .login(new LoginRequest().username(username).password(password));
    }

    private static ApiClient client() {
        var client = new ApiClient();
        client.updateBaseUri(system.gatewayUrl().toString());
        return client;
    }
}
