package dev.jamesext.expr;

import java.util.Locale;
import java.util.Optional;

/** Mail addresses as the functions see them: two parts around an @. The stricter grammar of MAIL and RCPT is elsewhere. */
final class EmailText {

    private enum Part {
        LOCAL,
        DOMAIN
    }

    private EmailText() {}

    /** One @ with a local part before it and at least two labels behind it, none of them empty, and no blanks. */
    static boolean isEmail(Value value) {
        String text = value.asText();
        int at = text.indexOf('@');
        String domain = text.substring(at + 1);
        return at > 0
                && domain.indexOf('@') < 0
                && domain.indexOf('.') > 0
                && !domain.endsWith(".")
                && !domain.contains("..")
                && text.codePoints().noneMatch(point -> Letters.isBlank(point) || Character.isISOControl(point));
    }

    /** A call of {@code email_part}, whose second argument is one of two words. */
    static Evaluator bindPart(Function.Site site) {
        Optional<Part> part = site.argument(1) instanceof Evaluator.Constant constant
                ? part(constant.value().asText())
                : Optional.empty();
        if (part.isEmpty()) {
            return site.refuse(1, "must be 'local' or 'domain'");
        }
        return Mapping.bind(Type.TEXT, email -> partOf(email, part.get()), site);
    }

    private static Optional<Part> part(String word) {
        for (Part part : Part.values()) {
            if (part.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** The part before or behind the last @, without blanks around it; empty where there is no @. */
    private static Value partOf(String email, Part part) {
        int at = email.lastIndexOf('@');
        if (at < 0) {
            return Value.EMPTY;
        }
        return Letters.trimmed(part == Part.LOCAL ? email.substring(0, at) : email.substring(at + 1), true, true);
    }
}
