package org.example.probe;

import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;

/** What the probe leaves in a session. */
final class Marks {
    private static final AttachmentKey<String> NAMES = AttachmentKey.of("probe.names", String.class);
    private static final AttachmentKey<String> HOOK = AttachmentKey.of("probe.hook", String.class);
    private static final AttachmentKey<String> EXTENSION = AttachmentKey.of("probe.extension", String.class);
    private static final AttachmentKey<String> VERDICT = AttachmentKey.of("probe.verdict", String.class);
    private static final AttachmentKey<Integer> LINES = AttachmentKey.of("probe.lines", Integer.class);
    private static final AttachmentKey<Integer> BLOCKS = AttachmentKey.of("probe.blocks", Integer.class);
    private static final AttachmentKey<String> UNKNOWN = AttachmentKey.of("probe.unknown", String.class);
    private static final AttachmentKey<Boolean> CONNECTED = AttachmentKey.of("probe.connected", Boolean.class);

    private Marks() {}

    static void connected(SMTPSession session) {
        session.setAttachment(CONNECTED, true, State.Connection);
    }

    static boolean isConnected(SMTPSession session) {
        return session.getAttachment(CONNECTED, State.Connection).orElse(false);
    }

    /** Keeps a name that the hook was asked about, for as long as the connection lasts. */
    static void asked(SMTPSession session, String name) {
        String before = names(session);
        session.setAttachment(NAMES, before.isEmpty() ? name : before + "," + name, State.Connection);
    }

    static String names(SMTPSession session) {
        return session.getAttachment(NAMES, State.Connection).orElse("");
    }

    /** Keeps what a HELO hook sees when it is asked: its argument, and the greeting in the session. */
    static void hookSees(SMTPSession session, String argument) {
        session.setAttachment(HOOK, "<" + argument + "> " + greeting(session), State.Connection);
    }

    /** Keeps the greeting that an extension sees when it is asked what it announces. */
    static void extensionSees(SMTPSession session) {
        session.setAttachment(EXTENSION, greeting(session), State.Connection);
    }

    static String seenByHook(SMTPSession session) {
        return session.getAttachment(HOOK, State.Connection).orElse("nothing");
    }

    static String seenByExtension(SMTPSession session) {
        return session.getAttachment(EXTENSION, State.Connection).orElse("nothing");
    }

    /** Command and name, each {@code none} where there is none. */
    static String greeting(SMTPSession session) {
        return session.getAttachment(SMTPSession.CURRENT_HELO_MODE, State.Connection)
                        .orElse("none") + " "
                + session.getAttachment(SMTPSession.CURRENT_HELO_NAME, State.Connection)
                        .orElse("none");
    }

    /** Keeps a command that the hook for unknown ones was asked about. */
    static void unknown(SMTPSession session, String command) {
        session.setAttachment(UNKNOWN, unknown(session) + " <" + command + ">", State.Connection);
    }

    static String unknown(SMTPSession session) {
        return session.getAttachment(UNKNOWN, State.Connection).orElse("");
    }

    /** Counts a call of the filter, with a line or with something else. */
    static void filtered(SMTPSession session, boolean line) {
        AttachmentKey<Integer> key = line ? LINES : BLOCKS;
        session.setAttachment(key, count(session, key) + 1, State.Connection);
    }

    static int lines(SMTPSession session) {
        return count(session, LINES);
    }

    static int blocks(SMTPSession session) {
        return count(session, BLOCKS);
    }

    private static int count(SMTPSession session, AttachmentKey<Integer> key) {
        return session.getAttachment(key, State.Connection).orElse(0);
    }

    /** Leaves a verdict for MAIL and RCPT where James's own HELO hooks leave theirs: in the transaction. */
    static void judge(SMTPSession session, String verdict) {
        session.setAttachment(VERDICT, verdict, State.Transaction);
    }

    static String verdict(SMTPSession session) {
        return session.getAttachment(VERDICT, State.Transaction).orElse("none");
    }
}
