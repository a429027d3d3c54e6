package dev.jamesext.mailet;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetConfig;
import org.apache.mailet.MailetContext;

/** What mailets under test send: a mailet's configuration whose context takes the letters. */
final class Sent {

    private final List<Letter> mails = new ArrayList<>();
    private final List<String> senders = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private boolean failing;

    /** A mail that was sent to a processor. */
    record Letter(String state, List<String> recipients) {}

    List<Letter> mails() {
        return mails;
    }

    /** Their envelope senders, with angle brackets. */
    List<String> senders() {
        return senders;
    }

    /** The messages of those that have one. */
    List<String> texts() {
        return texts;
    }

    /** From now on nothing can be sent. */
    void fail() {
        failing = true;
    }

    private MailetContext context() {
        return (MailetContext) Proxy.newProxyInstance(
                Sent.class.getClassLoader(), new Class<?>[] {MailetContext.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "sendMail" -> {
                            if (failing) {
                                throw new IllegalStateException("the queue is down");
                            }
                            Mail mail = (Mail) arguments[0];
                            mails.add(new Letter(
                                    arguments.length > 1 ? (String) arguments[1] : Mail.DEFAULT,
                                    mail.getRecipients().stream()
                                            .map(MailAddress::asString)
                                            .toList()));
                            senders.add(mail.getMaybeSender().asPrettyString());
                            if (mail.getMessage() != null) {
                                ByteArrayOutputStream text = new ByteArrayOutputStream();
                                MessageText.write(mail, text);
                                texts.add(text.toString(StandardCharsets.ISO_8859_1));
                            }
                            return null;
                        }
                        case "getPostmaster" -> {
                            return new MailAddress("postmaster@example.test");
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    MailetConfig config(Map<String, String> parameters) {
        MailetContext context = context();
        return new MailetConfig() {
            @Override
            @SuppressWarnings("NullAway") // James's interface says null for a parameter that is not there.
            public String getInitParameter(String name) {
                return parameters.get(name);
            }

            @Override
            public Iterator<String> getInitParameterNames() {
                return parameters.keySet().iterator();
            }

            @Override
            public MailetContext getMailetContext() {
                return context;
            }

            @Override
            public String getMailetName() {
                return "the mailet under test";
            }
        };
    }
}
