package dev.jamesext.esmtp;

/**
 * Whether a line that no command was made of may be one by which a client announces octets: BDAT (RFC 3030 2), the only
 * command behind which they come without waiting for a reply. If so, nobody knows what is content and what is a command.
 *
 * <p>Such a line begins with {@code BDAT} in any case, whatever stands before it that is no printable US-ASCII character,
 * and no letter follows: {@code BDATA} is an ordinary unknown word. The line comes in pieces, in one pass, and none of it
 * is kept.
 */
public final class AnnouncedOctets {

    private static final String VERB = "BDAT";

    private enum State {
        BEFORE,
        INSIDE,
        BEHIND,
        FOUND,
        NONE
    }

    private State state = State.BEFORE;
    /** Letters of {@link #VERB} that have come. */
    private int letters;

    /** Whether a whole line, with or without its end, announces octets. */
    public static boolean in(byte[] line) {
        AnnouncedOctets look = new AnnouncedOctets();
        for (int i = 0; i < line.length && look.mayChange(); i++) {
            look.next(line[i]);
        }
        return look.atEnd();
    }

    /** The line's next octet. */
    public void next(byte octet) {
        switch (state) {
            case BEFORE -> {
                if (isPrintable(octet)) {
                    state = State.INSIDE;
                    letter(octet);
                }
            }
            case INSIDE -> letter(octet);
            case BEHIND -> state = isLetter(octet) ? State.NONE : State.FOUND;
            case FOUND, NONE -> {
                // Settled.
            }
        }
    }

    /** Whether it depends on the octets to come. */
    public boolean mayChange() {
        return state != State.FOUND && state != State.NONE;
    }

    /** Whether the line announces octets, whatever comes. */
    public boolean found() {
        return state == State.FOUND;
    }

    /** Whether the line announces octets if it ends here. */
    public boolean atEnd() {
        return state == State.FOUND || state == State.BEHIND;
    }

    private void letter(byte octet) {
        if ((octet & ~0x20) != VERB.charAt(letters) || !isLetter(octet)) {
            state = State.NONE;
            return;
        }
        letters++;
        if (letters == VERB.length()) {
            state = State.BEHIND;
        }
    }

    private static boolean isPrintable(byte octet) {
        return octet > ' ' && octet < 0x7f;
    }

    private static boolean isLetter(byte octet) {
        return (octet >= 'A' && octet <= 'Z') || (octet >= 'a' && octet <= 'z');
    }
}
