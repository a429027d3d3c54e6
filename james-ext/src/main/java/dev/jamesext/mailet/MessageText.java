package dev.jamesext.mailet;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import org.apache.mailet.Mail;

/**
 * The message of a mail, octet for octet. {@code Mail.getMessage()} returns a type of the mail API, whose package differs
 * between James 3.8 and 3.9, so that its methods are looked up by their names.
 */
final class MessageText {

    private MessageText() {}

    /**
     * Writes the message.
     *
     * @throws IOException when James cannot read it, or {@code out} not take it
     */
    static void write(Mail mail, OutputStream out) throws IOException {
        try {
            Object message = Mail.class.getMethod("getMessage").invoke(mail);
            message.getClass().getMethod("writeTo", OutputStream.class).invoke(message, out);
        } catch (InvocationTargetException e) {
            throw new IOException("the message of mail " + mail.getName() + " cannot be read", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this James has no message with a method writeTo", e);
        }
    }
}
