# shellcheck shell=bash disable=SC2154 # read by contracts/plant-faults, which says what copy and the functions are
# Faults in what the gateway and a service agree on. The message names the interaction and the field.

pacts() { # MODULE TESTS: the tests of contracts in one module; what is planted need not be formatted
  maven -Dspotless.check.skip -pl "$1" -am -Dtest="$2"
}
gateway_side() { pacts gateway '*ContractTest'; }
users_side() { pacts users GatewayContractTest; }
orders_side() { pacts orders GatewayContractTest; }
coverage() { pacts gateway SystemCheckTest; }

if wanted field users_side; then
  file=users/src/main/java/io/gatehouse/users/user/User.java
  swap $file 'UserType userType,' '@com.fasterxml.jackson.annotation.JsonProperty("kind") UserType userType,'
  expect "users renames a field" users_side $file \
    '"the read of a user" between gateway and users' 'missing the following keys: user_type'
fi

if wanted type orders_side; then
  file=orders/src/main/java/io/gatehouse/orders/order/Order.java
  json=com.fasterxml.jackson.annotation.JsonFormat
  swap $file 'Order(long id,' "Order(@$json(shape = $json.Shape.STRING) long id,"
  expect "orders turns a number into a string" orders_side $file \
    '"the read of an order" between gateway and orders' "\$.id Expected '17' (String)"
fi

if wanted media orders_side; then
  file=orders/src/main/java/io/gatehouse/orders/order/OrderResource.java
  swap $file '\.entity(order)' '.entity(order).type("application/vnd.order+json")'
  expect "orders answers with another content type" orders_side $file \
    '"an order under a new key" between gateway and orders' "Expected header 'Content-Type' to have value 'application/json'"
fi

if wanted caller gateway_side; then
  file=gateway/src/main/java/io/gatehouse/gateway/upstream/UpstreamClient.java
  swap $file 'headers.putSingle(Trust.USER_ID_HEADER, .*;' 'headers.remove(Trust.USER_ID_HEADER);'
  expect "the gateway does not say who calls" gateway_side $file \
    "Interaction 'the read of a user'" "Expected a header 'request-user-id' but was missing"
fi

if wanted query gateway_side; then
  file=gateway/src/main/java/io/gatehouse/gateway/upstream/UpstreamClient.java
  swap $file 'String query = .*;' 'String query = "";'
  expect "the gateway drops the query" gateway_side $file \
    "Interaction 'a page of orders with another after it'" "Expected query parameter 'limit' but was missing"
fi

if wanted route coverage; then
  file=gateway/routes.yml
  printf '  GET /orders/{id}/items:\n    service: orders\n' >>"$copy/$file"
  expect "a route without a contract" coverage $file "orders: GET /orders/{id}/items"
fi

if wanted closed coverage; then
  file=gateway/routes.yml
  swap $file '  PUT /users/{id}:' '  PATCH /users/{id}:'
  expect "a contract without a route" coverage $file "users: PUT /users/42: 'the change of a user'"
fi

if wanted stale gateway_side; then
  file=gateway/src/test/java/io/gatehouse/gateway/contract/OrdersContractTest.java
  swap $file '    void an_order_is_read()' '    @org.junit.jupiter.api.Disabled &'
  expect "an interaction that no test has any more" gateway_side $file \
    "'the read of an order' stands in the committed file, but no test has it"
fi

if wanted edit gateway_side; then
  file=contracts/pacts/gateway-users.json
  swap $file '"status": 412' '"status": 409'
  expect "a pact edited by hand" gateway_side $file \
    "'the change of a user who has changed since', response.status: committed 409, tests 412"
fi
