package dev.jamesext;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What {@code ARCHITECTURE.md} says about packages, imports and state, held against the code. */
@NullMarked
@AnalyzeClasses(packages = "dev.jamesext", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String PAGE = "ARCHITECTURE.md";

    /** The last column of the table of imports. */
    private static final String LIBRARIES = "libraries";

    @Test
    void hasTheTableOfImportsThatIsChecked() {
        List<List<String>> table = Manual.rows(PAGE, "imports");
        Map<String, Set<String>> imports = new TreeMap<>();
        Map<String, Set<String>> libraries = new TreeMap<>();
        List<String> head = Manual.head(PAGE, "imports");
        for (List<String> row : table) {
            imports.put(
                    row.get(0),
                    IntStream.range(1, row.size())
                            .filter(column -> row.get(column).equals("x"))
                            .mapToObj(head::get)
                            .collect(Collectors.toSet()));
            libraries.put(row.get(0), words(row.get(head.indexOf(LIBRARIES))));
        }
        assertThat(imports).isEqualTo(LayeringTest.imports());
        assertThat(libraries).isEqualTo(LayeringTest.libraries());
    }

    private static Set<String> words(String cell) {
        return cell.isEmpty() ? Set.of() : Set.of(cell.split(", "));
    }

    @ArchTest
    static void describesEveryPackage(JavaClasses ours) {
        Set<String> packages = new TreeSet<>();
        for (JavaClass type : ours) {
            packages.add(type.getPackageName().substring("dev.jamesext.".length()));
        }
        assertThat(Manual.columns(PAGE, "packages", 1).stream().map(row -> row.get(0)))
                .containsExactlyInAnyOrderElementsOf(packages);
    }

    /** What lives as long as the server: whoever gives such a class something that changes says so on the page. */
    @ArchTest
    static void namesEverySingletonThatHoldsState(JavaClasses ours) {
        String page = Manual.rows(PAGE, "state").stream()
                .map(row -> String.join(" ", row))
                .collect(Collectors.joining(" "));
        List<String> named = List.of(page.split("\\W+"));
        assertThat(ours.stream()
                        .filter(type -> type.isAnnotatedWith("com.google.inject.Singleton"))
                        .filter(type -> holdsState(type, new HashSet<>()))
                        .map(JavaClass::getSimpleName))
                .isNotEmpty()
                .isSubsetOf(named);
    }

    /** Whether a field changes, or holds what changes; final fields that are filled by a constructor alone count too. */
    private static boolean holdsState(JavaClass type, Set<JavaClass> seen) {
        return seen.add(type)
                && type.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .anyMatch(field -> changes(field, seen));
    }

    private static boolean changes(JavaField field, Set<JavaClass> seen) {
        JavaClass type = field.getRawType();
        return !field.getModifiers().contains(JavaModifier.FINAL)
                || Stream.of(Collection.class, Map.class).anyMatch(type::isAssignableTo)
                || type.getPackageName().equals("java.util.concurrent.atomic")
                || (type.getPackageName().startsWith("dev.jamesext.")
                        && !type.isAnnotatedWith("com.google.inject.Singleton")
                        && !type.isInterface()
                        && holdsState(type, seen));
    }
}
