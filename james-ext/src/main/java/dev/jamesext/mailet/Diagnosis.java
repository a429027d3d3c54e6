package dev.jamesext.mailet;

import java.util.Optional;
import org.apache.mailet.Mail;

/** What {@code RemoteDelivery} left on a mail that it could not deliver: the reply of the next server, or its own words. */
final class Diagnosis {

    /** Characters of an explanation that a report repeats. */
    static final int EXPLANATION_CHARS_MAX = 400;

    private static final String ERROR = "delivery-error";
    private static final String IS_PERMANENT = "is-delivery-permanent-error";

    /** What James says in place of a reason when it has tried often enough; with a single try it is no news. */
    private static final String TRIED_IN_VAIN = "Too many retries failure";

    private static final int SMTP_CODE_DIGITS = 3;

    private final Optional<String> text;

    private Diagnosis(Optional<String> text) {
        this.text = text;
    }

    static Diagnosis of(Mail mail) {
        return ofText(Attributes.value(mail, ERROR, String.class));
    }

    static Diagnosis ofText(Optional<String> error) {
        return new Diagnosis(error.map(Diagnosis::oneLine).filter(Diagnosis::saysWhy));
    }

    private static boolean saysWhy(String line) {
        return !line.isEmpty() && !line.equals("null") && !line.startsWith(TRIED_IN_VAIN);
    }

    /** Whether trying again is hopeless; empty when {@code RemoteDelivery} did not say. */
    static Optional<Boolean> isPermanent(Mail mail) {
        return Attributes.value(mail, IS_PERMANENT, Boolean.class);
    }

    /** One line of printable US-ASCII. */
    Optional<String> text() {
        return text;
    }

    /** Whether the text is the reply of an SMTP server. */
    boolean isFromSmtp() {
        return text.filter(Diagnosis::beginsWithCode).isPresent();
    }

    /**
     * The enhanced status in the reply of an SMTP server.
     *
     * @param kind its first digit; one that is of another kind is not believed
     */
    Optional<String> status(char kind) {
        return text.filter(Diagnosis::beginsWithCode).flatMap(line -> {
            int start = SMTP_CODE_DIGITS + 1;
            int end = line.indexOf(' ', start);
            String word = end < 0 ? line.substring(Math.min(start, line.length())) : line.substring(start, end);
            return isStatus(word) && word.charAt(0) == kind ? Optional.of(word) : Optional.empty();
        });
    }

    private static boolean beginsWithCode(String line) {
        return line.length() > SMTP_CODE_DIGITS
                && isDigits(line.substring(0, SMTP_CODE_DIGITS))
                && (line.charAt(SMTP_CODE_DIGITS) == ' ' || line.charAt(SMTP_CODE_DIGITS) == '-');
    }

    /** RFC 3463 2: three numbers with dots between them, of at most 1, 3 and 3 digits. */
    private static boolean isStatus(String word) {
        String[] numbers = word.split("\\.", -1);
        return numbers.length == 3
                && numbers[0].length() == 1
                && numbers[1].length() <= 3
                && numbers[2].length() <= 3
                && isDigits(numbers[0])
                && isDigits(numbers[1])
                && isDigits(numbers[2]);
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** What a stranger's server said goes into a header-like field: blanks for line ends, question marks for the rest. */
    private static String oneLine(String error) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < error.length() && line.length() < EXPLANATION_CHARS_MAX; i++) {
            char character = error.charAt(i);
            if (Character.isWhitespace(character)) {
                if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
            } else {
                line.append(character > ' ' && character < 0x7f ? character : '?');
            }
        }
        return line.toString().strip();
    }
}
