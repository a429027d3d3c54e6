package dev.jamesext.harness;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A conversation with James, written down: what a client sends, and what must come back.
 *
 * <pre>
 * # a comment; empty lines are free
 * &#64;listener smtp            the listener of conf/ to connect to: smtp, submissions, submission, lmtp
 * &#64;tls implicit             TLS from the first octet on
 * &#64;from 127.0.0.5           the address to connect from
 * &#64;user reader              a user of this run alone: ${reader} is the address, the password is "secret"
 *
 * C: EHLO mx.example.org    sends the line and CRLF
 * C| MAIL FROM:&lt;a&#64;b.test&gt;   consecutive lines of this kind are sent in one segment, CRLF after each
 * X: 45 48 4c 4f 0a         sends these octets, in hexadecimal
 * X: "EHLO a\n"             sends these characters; \r \n \t \0 \\ \" and \xHH are known
 *
 * S: 250 .*                 the next line must match this regular expression from end to end
 * S* 250                    a whole reply, of one line or more, must come, with a code that matches
 * S+ SIZE [0-9]+            in the reply just read, this must match the text of some line behind the code
 * S- VRFY.*                 in the reply just read, this must match the text of no line
 *
 * &#64;starttls                 sends STARTTLS, expects 220, does the handshake
 * &#64;auth ${reader} secret    EHLO if nobody greeted, AUTH PLAIN, 235
 * &#64;expect-close             James must close the connection, and send nothing more
 * &#64;expect-open              James must stay silent for a moment, and leave the connection open
 * &#64;reconnect                closes the connection and opens a new one in the same way
 * &#64;put /path                asks James's webadmin to make something: PUT, 204
 * &#64;mail reader contains "x" within some seconds a message that contains the text is in that user's INBOX
 * &#64;mail reader equals-file f  the same, with all octets of the file f beside the transcript behind the
 *                           header fields that servers put on top
 * &#64;repeat 100               what follows, up to &#64;end, is done so many times
 * </pre>
 *
 * <p>In what is sent or put, {@code ${name}} is the address of a user, {@code ${a*255}} repeats a text, and
 * {@code base64("\0${name}\0secret")} encodes these octets. When the last step is done nothing may be left unread.
 *
 * @param listener the listener to connect to
 * @param implicitTls whether TLS starts at once
 * @param from the address to connect from
 * @param users the names of the users to create
 * @param steps what is to be done, in order
 */
record Transcript(String listener, boolean implicitTls, String from, List<String> users, List<Step> steps) {
    Transcript {
        users = List.copyOf(users);
        steps = List.copyOf(steps);
    }

    /** One step, with the line of the file on which it starts. */
    sealed interface Step {
        int line();

        /** Sends a text in one segment; the variables in it are still to be replaced. */
        record Send(int line, String text) implements Step {}

        record ExpectLine(int line, Pattern pattern) implements Step {}

        record ExpectReply(int line, Pattern code, List<LineRule> rules) implements Step {
            public ExpectReply {
                rules = List.copyOf(rules);
            }
        }

        record StartTls(int line) implements Step {}

        record Auth(int line, String user, String password) implements Step {}

        record ExpectClose(int line) implements Step {}

        record ExpectOpen(int line) implements Step {}

        record Reconnect(int line) implements Step {}

        record Put(int line, String path) implements Step {}

        record MailContains(int line, String user, String text, List<LineRule> rules) implements Step {
            public MailContains {
                rules = List.copyOf(rules);
            }
        }

        record NoMailContains(int line, String user, String text) implements Step {}

        record MailEqualsFile(int line, String user, String file) implements Step {}

        record Repeat(int line, int times, List<Step> steps) implements Step {
            public Repeat {
                steps = List.copyOf(steps);
            }
        }
    }

    /** A line that must, or must not, be in a reply or a message. */
    record LineRule(int line, boolean present, Pattern pattern) {}
}
