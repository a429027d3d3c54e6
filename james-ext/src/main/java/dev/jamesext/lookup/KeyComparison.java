package dev.jamesext.lookup;

/** How a key is compared with the entries of a list (decision 18). */
public enum KeyComparison {
    /** As domain names: ASCII case folded on both sides, one trailing dot ignored on both. */
    DOMAIN,
    /** As written, character for character ({@code i;octet}). */
    OCTETS
}
