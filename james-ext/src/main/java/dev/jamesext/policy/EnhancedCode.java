package dev.jamesext.policy;

/**
 * An enhanced status code, RFC 3463.
 *
 * @param family 2 success, 4 persistent transient failure, 5 permanent failure
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedCode(int family, int subject, int detail) {

    public EnhancedCode {
        if (family != 2 && family != 4 && family != 5) {
            throw new IllegalArgumentException("not an enhanced code class: " + family);
        }
        if (subject < 0 || subject > 999 || detail < 0 || detail > 999) {
            throw new IllegalArgumentException("not an enhanced code: " + subject + "." + detail);
        }
    }

    @Override
    public String toString() {
        return family + "." + subject + "." + detail;
    }
}
