package io.gatehouse.users.user;

/** What must hold of an account before it is changed, such as If-Match; checked while nobody else can change it. */
@FunctionalInterface
interface Precondition {

    /**
     * Lets the change go on, or stops it.
     *
     * @throws io.gatehouse.servicekit.problem.ProblemException when it does not hold
     */
    void check(Account current);
}
