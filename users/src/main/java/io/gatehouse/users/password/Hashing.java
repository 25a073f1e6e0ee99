package io.gatehouse.users.password;

/**
 * How a service hashes passwords.
 *
 * @param pool the threads to do it in
 * @param passwords what they do
 */
public record Hashing(HashingPool pool, Passwords passwords) {}
