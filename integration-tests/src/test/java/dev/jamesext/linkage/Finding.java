package dev.jamesext.linkage;

/**
 * One reason why the jar would not do.
 *
 * @param where the class, with slashes, or the jar entry
 * @param reference what it names, empty where the entry itself is the matter
 * @param reason in words
 */
record Finding(String where, String reference, String reason) {

    @Override
    public String toString() {
        return reference.isEmpty() ? where + ": " + reason : where + " -> " + reference + ": " + reason;
    }
}
