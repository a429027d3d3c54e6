package dev.jamesext.runtime;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;

/**
 * The header of a mail's message. {@code Mail.getMessage()} returns a type of the mail API, whose package differs between
 * James 3.8 and 3.9, so that its methods are looked up by their names.
 */
public final class HeaderFields {

    private HeaderFields() {}

    /**
     * The values of a field, in order, unfolded or not as they came; none when it is not there.
     *
     * @throws IllegalStateException when James cannot read the message
     */
    public static List<String> values(Mail mail, String field) {
        try {
            Object message = Mail.class.getMethod("getMessage").invoke(mail);
            @Nullable
            Object values =
                    message.getClass().getMethod("getHeader", String.class).invoke(message, field);
            return values == null ? List.of() : List.of((String[]) values);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the message of mail " + mail.getName() + " cannot be read", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this James has no message with a method getHeader", e);
        }
    }
}
