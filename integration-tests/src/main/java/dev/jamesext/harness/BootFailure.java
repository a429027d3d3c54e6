package dev.jamesext.harness;

import java.util.Set;

/** James did not start: it ended by itself, or was ended because it took too long. */
public final class BootFailure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN_CHARS_MAX = 8_000;

    private final int exitCode;
    private final String log;

    @SuppressWarnings("serial")
    private final Set<Port> opened;

    BootFailure(String what, int exitCode, String log, Set<Port> opened) {
        super(what + "\n" + log.substring(Math.max(0, log.length() - SHOWN_CHARS_MAX)));
        this.exitCode = exitCode;
        this.log = log;
        this.opened = Set.copyOf(opened);
    }

    /** What the process ended with. */
    public int exitCode() {
        return exitCode;
    }

    /** The ports that were open at any time before James ended; known only if {@link StockJames.Builder#watchPorts} was set. */
    public Set<Port> openedPorts() {
        return opened;
    }

    /** Everything James wrote, standard error included. */
    public String log() {
        return log;
    }
}
