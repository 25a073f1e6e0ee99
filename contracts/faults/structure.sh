# shellcheck shell=bash disable=SC2154 # read by contracts/plant-faults, which says what copy and the functions are
# Faults in how the code is built up.

structure() { # all modules, with the tests that judge the structure alone
  maven -Dtest=ArchitectureTest
}

java_class() { # package, name, body: writes a formatted class into the gateway or orders
  local module=${1#io.gatehouse.} file
  module=${module%%.*}
  file=$module/src/main/java/${1//.//}/$2.java
  printf 'package %s;\n\n%s\n' "$1" "$3" >"$copy/$file"
  echo "$file"
}

if wanted cycle structure; then
  file=$(java_class io.gatehouse.gateway.route Cyclic '/** Planted. */
final class Cyclic {

    private Cyclic() {}

    static long limit() {
        return new io.gatehouse.gateway.upstream.BufferBudget(1).taken();
    }
}')
  expect "a package cycle" structure "$file" "packages_are_free_of_cycles"
fi

if wanted service structure; then
  file=$(java_class io.gatehouse.orders.order Nosy '/** Planted. */
final class Nosy {

    private Nosy() {}

    static String look() {
        return new io.gatehouse.users.UsersApplication().getName();
    }
}')
  sed -i.bak 's#  <dependencies>#  <dependencies><dependency><groupId>io.gatehouse</groupId><artifactId>users</artifactId></dependency>#' \
    "$copy/orders/pom.xml"
  expect "a service that depends on another" structure "$file" "services_do_not_know_each_other"
  cp orders/pom.xml "$copy/orders/pom.xml"
fi

if wanted format structure; then
  file=gateway/src/main/java/io/gatehouse/gateway/auth/Policy.java
  swap $file '    default boolean isOpen()' '  default boolean isOpen( )'
  expect "an unformatted file" structure "$file" "spotless:apply"
fi

if wanted null structure; then
  file=gateway/src/main/java/io/gatehouse/gateway/auth/Caller.java
  swap $file 'return Long.toString(id);' 'return null;'
  expect "a null where none may be" structure "$file" "NullAway"
fi

if wanted wait structure; then
  file=$(java_class io.gatehouse.gateway.proxy Waiter '/** Planted. */
final class Waiter {

    private Waiter() {}

    static Object await(java.util.concurrent.CompletableFuture<?> future) {
        return future.join();
    }
}')
  expect "a thread that waits in the gateway" structure "$file" "nothing_in_the_gateway_waits"
fi
