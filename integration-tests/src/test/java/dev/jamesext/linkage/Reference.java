package dev.jamesext.linkage;

/**
 * One thing a class file names.
 *
 * @param from the class that names it, with slashes
 * @param kind how it is named
 * @param owner the class that is named, with slashes, never an array
 * @param name the member's name, empty for a type
 * @param descriptor the member's descriptor, empty for a type
 */
record Reference(String from, Kind kind, String owner, String name, String descriptor) {

    enum Kind {
        /** A class, wherever it stands: code, descriptor, generic signature, annotation, throws or catch. */
        TYPE,
        /** A superclass or an interface. */
        SUPERTYPE,
        FIELD,
        METHOD,
        INTERFACE_METHOD
    }

    static Reference type(String from, String owner) {
        return new Reference(from, Kind.TYPE, owner, "", "");
    }

    static Reference supertype(String from, String owner) {
        return new Reference(from, Kind.SUPERTYPE, owner, "", "");
    }

    boolean isMember() {
        return !name.isEmpty();
    }

    /** The member as the lists write it. */
    String member() {
        return name + " " + descriptor;
    }

    /** What is named, as findings show it. */
    String target() {
        if (!isMember()) {
            return owner;
        }
        return kind == Kind.FIELD ? owner + "." + name + " " + descriptor : owner + "." + name + descriptor;
    }
}
