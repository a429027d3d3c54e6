package dev.jamesext.harness;

/** James did not start: it ended by itself, or was ended because it took too long. */
public final class BootFailure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN_CHARS_MAX = 8_000;

    private final int exitCode;
    private final String log;

    BootFailure(String what, int exitCode, String log) {
        super(what + "\n" + log.substring(Math.max(0, log.length() - SHOWN_CHARS_MAX)));
        this.exitCode = exitCode;
        this.log = log;
    }

    /** What the process ended with. */
    public int exitCode() {
        return exitCode;
    }

    /** Everything James wrote, standard error included. */
    public String log() {
        return log;
    }
}
