package dev.jamesext.linkage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Compares a jar with the API of several James versions. */
final class LinkageCheck {

    /** The newest class file format we may ship: Java 17. */
    static final int CLASS_FILE_VERSION_MAX = 61;

    /** Namespaces that moved from javax to jakarta between James versions; {@code javax/net/ssl} is the JDK's. */
    private static final List<String> MOVED_NAMESPACES = List.of(
            "javax/mail/", "javax/inject/", "javax/servlet/", "javax/activation/", "javax/annotation/", "jakarta/");

    private static final String OURS = "dev/jamesext/";
    private static final Pattern SIGNATURE_FILE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

    /**
     * What came out.
     *
     * @param findings reasons to refuse the jar, sorted by place
     * @param undecided members inherited, if at all, from a library we have no list of; neither right nor wrong
     */
    record Outcome(List<Finding> findings, Set<String> undecided) {}

    private final JarContents jar;
    private final List<Hierarchy> versions;
    private final List<Denial> denials;
    private final Set<Finding> findings =
            new TreeSet<>(Comparator.comparing(Finding::where).thenComparing(Finding::toString));
    private final Set<String> undecided = new TreeSet<>();

    private LinkageCheck(JarContents jar, List<JamesApi> apis, List<Denial> denials) {
        this.jar = jar;
        this.versions = apis.stream().map(api -> new Hierarchy(jar, api)).toList();
        this.denials = denials;
    }

    static Outcome of(JarContents jar, List<JamesApi> apis, List<Denial> denials) {
        LinkageCheck check = new LinkageCheck(jar, apis, denials);
        jar.entries().forEach(check::checkEntry);
        for (JarClass each : jar.classes().values()) {
            if (each.majorVersion() > CLASS_FILE_VERSION_MAX) {
                check.findings.add(new Finding(
                        each.name(),
                        "",
                        "class file version " + each.majorVersion() + ", Java 17 reads up to "
                                + CLASS_FILE_VERSION_MAX));
            }
            each.references().forEach(check::checkReference);
        }
        return new Outcome(new ArrayList<>(check.findings), check.undecided);
    }

    private void checkEntry(String entry) {
        if (entry.endsWith("module-info.class")) {
            findings.add(new Finding(entry, "", "a module descriptor; James is class-path software"));
        } else if (entry.endsWith(".class") && !entry.startsWith(OURS)) {
            findings.add(new Finding(entry, "", "bundled outside " + OURS));
        } else if (entry.startsWith("META-INF/services/")) {
            findings.add(new Finding(entry, "", "a service entry would be found by everything in James"));
        } else if (SIGNATURE_FILE.matcher(entry).matches()) {
            findings.add(new Finding(entry, "", "a signature that no longer fits the jar"));
        }
    }

    private void checkReference(Reference reference) {
        String owner = reference.owner();
        if (MOVED_NAMESPACES.stream().anyMatch(owner::startsWith)) {
            report(reference, "its namespace differs between James versions");
        }
        denials.stream()
                .filter(denial -> isDenied(reference, denial))
                .forEach(denial -> report(reference, "denied: " + denial.reason()));
        if (owner.startsWith(OURS) && !jar.classes().containsKey(owner)) {
            report(Reference.type(reference.from(), owner), "not in the jar");
            return;
        }
        if (!JamesApi.isJames(owner) && !owner.startsWith(OURS)) {
            return;
        }
        Set<String> absent = versionsWhere(version -> version.declaration(owner).isEmpty());
        if (!absent.isEmpty()) {
            report(Reference.type(reference.from(), owner), "no such class in the list of " + join(absent));
        }
        if (reference.isMember()) {
            checkMember(reference);
        }
    }

    private void checkMember(Reference reference) {
        Set<String> missing =
                versionsWhere(version -> version.declaration(reference.owner()).isPresent()
                        && version.find(reference) == Hierarchy.Answer.MISSING);
        if (!missing.isEmpty()) {
            report(reference, "no such member in the list of " + join(missing));
        }
        Set<String> otherKind =
                versionsWhere(version -> hasOtherKind(reference, version.declaration(reference.owner())));
        if (!otherKind.isEmpty()) {
            report(reference, "class where an interface is called, or the reverse, in the list of " + join(otherKind));
        }
        Set<String> unknown =
                versionsWhere(version -> version.declaration(reference.owner()).isPresent()
                        && version.find(reference) == Hierarchy.Answer.UNKNOWN);
        if (!unknown.isEmpty()) {
            undecided.add(reference.from() + " -> " + reference.target());
        }
    }

    /** The JVM refuses a call through the wrong kind of reference even where name and descriptor fit (JVMS 5.4.3.3). */
    private static boolean hasOtherKind(Reference reference, Optional<TypeDeclaration> owner) {
        if (reference.kind() == Reference.Kind.FIELD || owner.isEmpty()) {
            return false;
        }
        return owner.get().isInterface() != (reference.kind() == Reference.Kind.INTERFACE_METHOD);
    }

    private boolean isDenied(Reference reference, Denial denial) {
        return switch (denial.use()) {
            case ANY -> reference.owner().equals(denial.type()) && !reference.isMember();
            case SUPERTYPE ->
                reference.kind() == Reference.Kind.SUPERTYPE && anyLineageHolds(reference.owner(), denial.type());
            case MEMBER ->
                reference.name().equals(denial.member())
                        && anyLineageHolds(reference.owner(), denial.type())
                        && !isDeclaredByOurs(reference);
        };
    }

    private boolean anyLineageHolds(String owner, String type) {
        return versions.stream().anyMatch(version -> version.lineage(owner).contains(type));
    }

    /** A method of ours may carry a denied name: calling it is not calling James's. */
    private boolean isDeclaredByOurs(Reference reference) {
        return versions.stream()
                .flatMap(version -> version.lineage(reference.owner()).stream())
                .map(jar.classes()::get)
                .anyMatch(ours -> ours != null && ours.declaration().members().contains(reference.member()));
    }

    private Set<String> versionsWhere(Predicate<Hierarchy> condition) {
        Set<String> names = new LinkedHashSet<>();
        versions.stream().filter(condition).forEach(version -> names.add(version.version()));
        return names;
    }

    private static String join(Set<String> versions) {
        return String.join(", ", versions);
    }

    private void report(Reference reference, String reason) {
        findings.add(new Finding(reference.from(), reference.target(), reason));
    }
}
