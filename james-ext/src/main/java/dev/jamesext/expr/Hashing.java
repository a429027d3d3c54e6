package dev.jamesext.expr;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jamesext.source.Suggestion;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;

/** The function {@code hash}: digests of a text's UTF-8, in lower-case hexadecimal digits. */
final class Hashing {

    /** The algorithms of the documentation and their names in Java. */
    private static final Map<String, String> ALGORITHMS =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");

    private Hashing() {}

    /** A call of {@code hash}. The algorithm has to be a constant: a misspelled one never turns into an empty text. */
    static Evaluator bind(Function.Site site) {
        if (!(site.argument(1) instanceof Evaluator.Constant constant)) {
            return site.refuse(1, "must be a constant, such as 'sha256'");
        }
        String written = constant.value().asText();
        String algorithm = ALGORITHMS.get(written);
        if (algorithm == null) {
            return site.refuse(
                    1,
                    "must be one of 'md5', 'sha1', 'sha256' and 'sha512', not " + Token.quoted(written)
                            + Suggestion.didYouMean(written, new TreeSet<>(ALGORITHMS.keySet())));
        }
        return new Evaluator.ApplyOne(Type.TEXT, value -> hashed(value.asText(), algorithm), site.argument(0));
    }

    private static Value hashed(String text, String algorithm) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8));
            return new Value.Text(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java has " + algorithm, absent);
        }
    }
}
