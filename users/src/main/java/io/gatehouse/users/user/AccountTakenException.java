package io.gatehouse.users.user;

/** An account to be imported collides with one that exists. */
public final class AccountTakenException extends Exception {

    private final int index;
    private final String field;

    AccountTakenException(int index, String field) {
        super("The " + field + " of account " + index + " is taken.");
        this.index = index;
        this.field = field;
    }

    /** Which of the accounts to be imported, counted from 0. */
    public int index() {
        return index;
    }

    /** What is taken: {@code id}, {@code username} or {@code email}. */
    public String field() {
        return field;
    }
}
