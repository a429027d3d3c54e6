package dev.jamesext.mailet;

import java.util.Optional;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;

/** Values of a mail's attributes. */
final class Attributes {

    private Attributes() {}

    /** A value; empty where the mail has none, or one of another type. */
    static <T> Optional<T> value(Mail mail, String name, Class<T> type) {
        return mail.getAttribute(AttributeName.of(name))
                .map(Attribute::getValue)
                .flatMap(value -> value.valueAs(type));
    }
}
