package dev.jamesext.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;

/**
 * One way to hurt a server.
 *
 * @param name short, to be chosen by
 * @param what it does, for the reader of the table
 */
record Attack(String name, String what, Course course) {

    /** Attacks for a while, and judges what came of it. */
    interface Course {
        /**
         * @return what was seen, for the table
         * @throws AssertionError when the server gave more than it should have
         */
        String run(Field field) throws IOException, InterruptedException;
    }

    /**
     * What an attack is made on.
     *
     * @param victim where James sends mail for other servers; it takes everything
     * @param busy where James sends mail whose sender set a time, or demands TLS; it takes nothing for the time being
     * @param time how long it goes on
     */
    record Field(StockJames james, CountingHop victim, CountingHop busy, Duration time) {
        /** An address of this machine, by its last number, from which nobody else comes. */
        static InetAddress address(int last) {
            try {
                return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
            } catch (java.net.UnknownHostException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
