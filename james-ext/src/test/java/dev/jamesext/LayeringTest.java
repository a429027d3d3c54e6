package dev.jamesext;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * Who may import whom. A new import between packages, or a new library, is an architecture decision: it changes the table
 * here, the table in {@code ARCHITECTURE.md} and a page of {@code docs/adr} in one commit.
 */
@AnalyzeClasses(packages = "dev.jamesext", importOptions = ImportOption.DoNotIncludeTests.class)
final class LayeringTest {

    private static final String ROOT = "dev.jamesext.";

    /** {@code javax.net.ssl} is the JDK's own, unlike most of {@code javax}. */
    private static final List<String> JDK = List.of("java..", "javax.net.ssl..");

    /** Annotations that the compiler checks; they cost nothing at run time. */
    private static final List<String> CHECKED_ANNOTATIONS =
            List.of("org.jspecify.annotations", "com.google.errorprone.annotations..");

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?dev\\.jamesext\\.([a-z]+)\\.");

    /** What a class needs to say so that James's loader can make it. */
    private static final DescribedPredicate<JavaClass> INJECTION = describe(
            "an injection annotation of Guice",
            type -> Set.of("com.google.inject.Inject", "com.google.inject.Singleton")
                    .contains(type.getName()));

    /** The table: a package, the packages of ours it may import, its libraries beyond the JDK. */
    private static final List<Row> TABLE = List.of(
            core("source", Set.of()),
            core("pattern", Set.of("source"), Library.RE2J),
            core("expr", Set.of("source", "pattern"), Library.RE2J),
            core("lookup", Set.of("source", "pattern")),
            core("settings", Set.of("source"), Library.TOMLJ),
            core("esmtp", Set.of()),
            core("policy", Set.of("source", "pattern", "expr", "lookup", "settings", "esmtp")),
            core("sieve", Set.of("source", "pattern", "expr", "lookup", "policy"), Library.SIEVE_PARSER, Library.RE2J),
            edge(
                    "runtime",
                    Set.of("source", "expr", "settings", "esmtp", "policy", "sieve"),
                    Library.JAMES,
                    Library.GUICE,
                    Library.SLF4J,
                    Library.CONFIGURATION),
            edge("chunking", Set.of("esmtp", "runtime"), Library.JAMES, Library.NETTY, Library.SLF4J),
            edge(
                    "smtp",
                    Set.of("source", "esmtp", "policy", "runtime", "chunking"),
                    Library.JAMES,
                    Library.SLF4J,
                    Library.CONFIGURATION),
            edge("mailet", Set.of("esmtp", "runtime"), Library.JAMES, Library.SLF4J),
            core("cli", Set.of("source", "expr", "settings", "esmtp", "policy", "sieve"), Library.PICOCLI));

    /** The packages of ours that each may import. */
    static Map<String, Set<String>> imports() {
        return TABLE.stream().collect(Collectors.toMap(Row::name, Row::packages));
    }

    /** The libraries that each may import, by the names that the page has for them. */
    static Map<String, Set<String>> libraries() {
        return TABLE.stream()
                .collect(Collectors.toMap(
                        Row::name,
                        row -> row.libraries().stream()
                                .map(library -> library.title)
                                .collect(Collectors.toSet())));
    }

    @ArchTest
    static void importsOnlyWhatTheTableAllows(JavaClasses ours) {
        assertThat(ours.containPackage(ROOT + "source"))
                .as("something to check")
                .isTrue();
        Stream<String> violations =
                TABLE.stream().flatMap(row -> row.rule().evaluate(ours).getFailureReport().getDetails().stream());
        assertThat(violations).isEmpty();
    }

    /** An arrow that nobody needs any more would let the next one in unseen. */
    @ArchTest
    static void allowsNoImportThatNobodyNeeds(JavaClasses ours) {
        for (Row row : TABLE) {
            Set<String> needed = importsInSource(row.name());
            for (JavaClass type : ours) {
                if (type.getPackageName().equals(row.fullName())) {
                    type.getDirectDependenciesFromSelf().stream()
                            .map(arrow -> arrow.getTargetClass().getPackageName())
                            .filter(name -> name.startsWith(ROOT))
                            .forEach(name -> needed.add(name.substring(ROOT.length())));
                }
            }
            assertThat(needed).as(row.name()).containsAll(row.packages());
        }
    }

    /** What only constants are taken of leaves no trace in a class. */
    private static Set<String> importsInSource(String name) {
        Path folder = Manual.REPOSITORY
                .resolve("james-ext/src/main/java/dev/jamesext")
                .resolve(name);
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> IMPORT.matcher(Manual.read(
                                    Manual.REPOSITORY.relativize(file).toString()))
                            .results())
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A package that the table does not know would be bound by none of its rows. */
    @ArchTest
    static final ArchRule everyClassIsInPackageOfTheTable = classes()
            .should()
            .resideInAnyPackage(TABLE.stream().map(Row::fullName).toArray(String[]::new));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesAreNamedAfterNouns =
            noClasses().should().resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..");

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints =
            noClasses().that().resideOutsideOfPackage(ROOT + "cli").should(ACCESS_STANDARD_STREAMS);

    /** Without James there is no logging backend, and a command line that warns about that on its first line looks broken. */
    @ArchTest
    static final ArchRule commandLineReachesNoLogging = noClasses()
            .that(resideInAnyPackage(reachedFrom("cli").map(name -> ROOT + name).toArray(String[]::new)))
            .should()
            .dependOnClassesThat(resideInAPackage("org.slf4j.."));

    /** James wires a handler once per listener; a shared one would be wired three times. */
    @ArchTest
    static final ArchRule handlersAreNotShared = noClasses()
            .that(belongToAHandlerChain())
            .should()
            .beAnnotatedWith("com.google.inject.Singleton")
            .allowEmptyShould(true);

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses ours) {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : ours) {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                unmarked.add(type.getPackageName());
            }
        }
        assertThat(unmarked).isEmpty();
    }

    private static DescribedPredicate<JavaClass> belongToAHandlerChain() {
        return JavaClass.Predicates.assignableTo("org.apache.james.protocols.api.handler.ProtocolHandler");
    }

    private static Stream<String> reachedFrom(String name) {
        return Stream.concat(
                        Stream.of(name),
                        TABLE.stream()
                                .filter(row -> row.name().equals(name))
                                .flatMap(row -> row.packages().stream().flatMap(LayeringTest::reachedFrom)))
                .distinct();
    }

    private static Row core(String name, Set<String> packages, Library... libraries) {
        return new Row(name, packages, Set.of(libraries), false);
    }

    private static Row edge(String name, Set<String> packages, Library... libraries) {
        return new Row(name, packages, Set.of(libraries), true);
    }

    private enum Library {
        // Relocated into our jar.
        RE2J("re2j", "com.google.re2j.."),
        TOMLJ("tomlj", "org.tomlj.."),
        SIEVE_PARSER("jSieve's parser", "org.apache.jsieve.parser.."),
        PICOCLI("picocli", "picocli.."),

        // James brings these along.
        JAMES("James", "org.apache.james..", "org.apache.mailet.."),
        GUICE("Guice", "com.google.inject.."),
        NETTY("Netty", "io.netty.."),
        SLF4J("SLF4J", "org.slf4j.."),
        /** James hands handlers and providers their XML in this form: it stands in signatures that we override and call. */
        CONFIGURATION("Commons Configuration", "org.apache.commons.configuration2..");

        /** Its name on the page. */
        private final String title;

        private final List<String> patterns;

        Library(String title, String... patterns) {
            this.title = title;
            this.patterns = List.of(patterns);
        }
    }

    /**
     * One row of the table.
     *
     * @param name of the package, below our root
     * @param packages those of ours that it may import, itself apart
     * @param libraries beyond the JDK and compile-time annotations
     * @param isMadeByJames whether Guice creates its classes
     */
    private record Row(String name, Set<String> packages, Set<Library> libraries, boolean isMadeByJames) {

        String fullName() {
            return ROOT + name;
        }

        ArchRule rule() {
            String[] patterns = Stream.of(
                            Stream.concat(Stream.of(name), packages.stream()).map(ROOT::concat),
                            libraries.stream().flatMap(library -> library.patterns.stream()),
                            JDK.stream(),
                            CHECKED_ANNOTATIONS.stream())
                    .flatMap(each -> each)
                    .toArray(String[]::new);
            DescribedPredicate<JavaClass> allowed = resideInAnyPackage(patterns);
            return classes()
                    .that()
                    .resideInAPackage(fullName())
                    .should()
                    .onlyDependOnClassesThat(isMadeByJames ? allowed.or(INJECTION) : allowed)
                    .allowEmptyShould(true);
        }
    }
}
