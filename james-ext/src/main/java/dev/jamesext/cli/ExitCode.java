package dev.jamesext.cli;

/** What the process says when it ends. */
final class ExitCode {

    /** The policy has no errors; warnings are allowed. */
    static final int CLEAN = 0;

    /** The policy has errors, or warnings that were asked to count. */
    static final int PROBLEMS = 1;

    /** There was nothing to judge: bad usage, or a file that cannot be read. */
    static final int UNREADABLE = 2;

    /** A bug of ours (EX_SOFTWARE of sysexits). */
    static final int BUG = 70;

    private ExitCode() {}
}
