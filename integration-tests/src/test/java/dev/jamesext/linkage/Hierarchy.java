package dev.jamesext.linkage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Our classes on top of one James version on top of the JDK: who inherits what (JVMS 5.4.3). */
final class Hierarchy {

    enum Answer {
        FOUND,
        MISSING,
        /** Not in the part we know, and a supertype lies outside it (Netty, Guice...). */
        UNKNOWN
    }

    private static final String ROOT = "java/lang/Object";

    private final JarContents jar;
    private final JamesApi james;
    private final Map<String, Optional<TypeDeclaration>> jdk = new HashMap<>();

    Hierarchy(JarContents jar, JamesApi james) {
        this.jar = jar;
        this.james = james;
    }

    String version() {
        return james.version();
    }

    /** The declaration of a class, named with slashes; empty for libraries we have no list of, and for what does not exist. */
    Optional<TypeDeclaration> declaration(String name) {
        JarClass ours = jar.classes().get(name);
        if (ours != null) {
            return Optional.of(ours.declaration());
        }
        if (JamesApi.isJames(name)) {
            return Optional.ofNullable(james.types().get(name));
        }
        return jdk.computeIfAbsent(name, TypeDeclaration::ofJdk);
    }

    /** Looks a member up as the JVM would: constructors in the class alone, all else through the supertypes. */
    Answer find(Reference member) {
        Set<String> where = member.name().equals("<init>") ? Set.of(member.owner()) : lineage(member.owner());
        boolean complete = true;
        for (String name : where) {
            Optional<TypeDeclaration> declaration = declaration(name);
            if (declaration.isPresent() && declaration.get().members().contains(member.member())) {
                return Answer.FOUND;
            }
            complete &= declaration.isPresent();
        }
        return complete ? Answer.MISSING : Answer.UNKNOWN;
    }

    /** The class itself and all its supertypes, nearest first; the walk ends at types we have no declaration of. */
    Set<String> lineage(String name) {
        Set<String> lineage = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(name);
        while (!open.isEmpty()) {
            String next = open.remove();
            if (lineage.add(next)) {
                declaration(next).ifPresent(declaration -> open.addAll(declaration.supertypes()));
            }
        }
        // The lists leave it out, and interfaces have its methods too.
        lineage.add(ROOT);
        return lineage;
    }
}
