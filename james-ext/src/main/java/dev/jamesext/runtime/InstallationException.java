package dev.jamesext.runtime;

/** The server cannot start as it is configured. The message is for the operator and says what to change. */
public final class InstallationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InstallationException(String message) {
        super(message);
    }
}
