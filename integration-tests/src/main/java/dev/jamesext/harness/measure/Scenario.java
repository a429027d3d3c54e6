package dev.jamesext.harness.measure;

/**
 * Something clients do to a server.
 *
 * @param units how many of what is counted (messages, sessions, greetings) one round of it holds
 */
record Scenario(String name, Subject subject, int units, Work work) {

    /** Whose CPU is measured. */
    enum Subject {
        STOCK,
        OURS,
        /** Ours with a million names in the list that the script asks, in place of two. */
        LONG_LIST
    }

    /** One round of a scenario; over only when the server has nothing left to do. */
    @FunctionalInterface
    interface Work {
        void run(Target target) throws Exception;
    }
}
