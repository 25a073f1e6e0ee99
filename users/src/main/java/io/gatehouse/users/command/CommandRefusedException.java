package io.gatehouse.users.command;

/** What an operator asked for can't be done; the message tells them why, an error a line. */
final class CommandRefusedException extends Exception {

    CommandRefusedException(String message) {
        super(message);
    }
}
