package dev.jamesext;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.esmtp.EhloLine;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Offers;
import dev.jamesext.policy.Protocol;
import dev.jamesext.settings.Key;
import dev.jamesext.settings.KeyTable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages name, held against what there is: metrics, classes, constants, settings, fuzz targets, headings. */
@NullMarked
final class PagesTest {

    /** A metric is made by James's factory, under a name that is written out where it is made. */
    private static final Pattern METRIC = Pattern.compile("\\b[Mm]etric\\w*\\.generate\\(([^)]*)\\)");

    private static final Pattern METRIC_NAME = Pattern.compile("\\b(?:ehlo|dsn|james_ext)_[a-z_]+\\b");

    /** A class, alone or with one of its members. */
    private static final Pattern CLASS =
            Pattern.compile("`([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)(?:\\.([A-Za-z_]+))?(?:\\(\\))?`");

    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?[\\w.]*\\.([A-Z]\\w*)[\\w.]*;");
    private static final Pattern TORN = Pattern.compile("(?m)^\\s*// .*\\w\\n\\s*// [a-z,.;]+\\n\\s*// \\w");
    private static final Pattern FUZZ_TARGET = Pattern.compile("@FuzzTest[^;{]*void (\\w+)\\(");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    private static final Pattern SETTING = Pattern.compile("\\b(james-ext\\.[a-z][a-z-]+[a-z])\\b(?![.(/])");

    /** EHLO keywords as IANA has them registered, but for the commands of RFC 821 that sent to terminals and turned sides. */
    private static final List<String> REGISTERED = List.of(
            "8BITMIME",
            "ATRN",
            "BINARYMIME",
            "BURL",
            "CHECKPOINT",
            "CHUNKING",
            "CONNEG",
            "CONPERM",
            "DELIVERBY",
            "DSN",
            "ENHANCEDSTATUSCODES",
            "ETRN",
            "EXPN",
            "FUTURERELEASE",
            "LIMITS",
            "MT-PRIORITY",
            "MTRK",
            "NO-SOLICITING",
            "PIPELINING",
            "REQUIRETLS",
            "RRVS",
            "SIZE",
            "SMTPUTF8",
            "SUBMITTER",
            "VRFY");

    /** Classes of James, of Java and of other servers that the pages speak of and our code does not import. */
    private static final Set<String> OF_OTHERS = Set.of(
            "AtLeastPriority",
            "AtMostPriority",
            "CoreCmdHandlerLoader",
            "HasPriority",
            "InternetHeadersInputStream",
            "LocalDelivery",
            "MailDispatcher",
            "MailPriorityHandler",
            "MailetContainerHandler",
            "MailetContainerCmdHandlerLoader",
            "MaxRcptHandler",
            "PostmasterAlias",
            "RemoteDelivery",
            "ScriptCoordinate",
            "ValidRcptHandler");

    /** Attributes that mails carry: they look like settings. */
    private static final Set<String> ATTRIBUTES =
            Set.of("james-ext.mt-priority", "james-ext.not-before", "james-ext.require-tls", "james-ext.solicitation");

    /** Every Java file of the repository: its text by its name, such as {@code Policy}. */
    private static final Map<String, String> SOURCES = read(".java", "/src/");

    private static final Set<String> CLASSES = classes();

    private static final Set<String> METRICS = metrics();

    static List<String> pages() {
        return List.copyOf(new TreeSet<>(files(".md", "")));
    }

    @Test
    void listsEveryMetric() {
        assertThat(METRICS).isNotEmpty();
        assertThat(Manual.columns("metrics", 1).stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(METRICS);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesNoMetricThatIsNone(String page) {
        assertThat(METRIC_NAME.matcher(Manual.read(page)).results().map(MatchResult::group))
                .isSubsetOf(METRICS);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesNoSettingThatIsNone(String page) {
        Set<String> keys = new HashSet<>(ATTRIBUTES);
        KeyTable.JAMES_EXT.keys().forEach(key -> keys.add("james-ext." + key.name()));
        assertThat(SETTING.matcher(Manual.read(page)).results().map(match -> match.group(1)))
                .isSubsetOf(keys);
    }

    /** Classes go and are renamed; a page that names one which is gone is wrong in more than the name. */
    @ParameterizedTest
    @MethodSource("pages")
    void namesNoClassAndNoMemberThatIsNone(String page) {
        for (MatchResult match : CLASS.matcher(Manual.read(page)).results().toList()) {
            String type = match.group(1);
            assertThat(CLASSES).as("classes that %s names", page).contains(type);
            if (match.group(2) != null && SOURCES.containsKey(type)) {
                assertThat(SOURCES.get(type))
                        .as("%s names %s", page, match.group())
                        .containsPattern("\\b" + match.group(2) + "\\b");
            }
        }
    }

    /** The formatter breaks a long line of a comment and leaves one word of it on a line of its own. */
    @Test
    void hasNoTornComment() {
        assertThat(SOURCES).allSatisfy((type, source) -> assertThat(source).doesNotContainPattern(TORN));
    }

    @Test
    void listsEveryFuzzTarget() {
        List<String> targets = new ArrayList<>();
        SOURCES.forEach((type, source) ->
                FUZZ_TARGET.matcher(source).results().forEach(match -> targets.add(type + "#" + match.group(1))));
        assertThat(targets).isNotEmpty();
        assertThat(Manual.rows("docs/fuzzing.md", "targets").stream().map(row -> row.get(0)))
                .containsExactlyInAnyOrderElementsOf(targets);
    }

    /** A page that is not there, or a heading that was renamed, would be a link to nowhere. */
    @ParameterizedTest
    @MethodSource("pages")
    void linksToWhatIsThere(String page) {
        for (MatchResult match : LINK.matcher(prose(page)).results().toList()) {
            String[] target = match.group(1).split("#", 2);
            if (target[0].contains(":")) {
                continue;
            }
            Path file = target[0].isEmpty()
                    ? Path.of(page)
                    : Path.of(page).resolveSibling(target[0]).normalize();
            assertThat(Manual.REPOSITORY.resolve(file))
                    .as("%s: %s", page, match.group(1))
                    .exists();
            if (target.length > 1) {
                assertThat(anchors(file.toString()))
                        .as("%s: %s", page, match.group(1))
                        .contains(target[1]);
            }
        }
    }

    @Test
    void saysWhichSettingsAreToCome() {
        assertThat(Manual.notThere("settings"))
                .containsExactlyElementsOf(Stream.of(KeyTable.values())
                        .flatMap(table -> table.keys().stream()
                                .filter(key -> key.use() == Key.Use.TO_COME)
                                .map(key -> table.path() + "." + key.name()))
                        .toList());
    }

    @Test
    void saysWhichExtensionsAreNotThere() {
        Set<String> offered = Stream.concat(
                        Stream.of(Extension.values()).map(Extension::keyword),
                        Offers.allLines(List.of(), EhloLine.of("SIZE"), Protocol.SMTP).stream()
                                .map(EhloLine::keyword))
                .collect(Collectors.toSet());
        assertThat(Manual.notThere("extensions"))
                .containsExactlyElementsOf(REGISTERED.stream()
                        .filter(keyword -> !offered.contains(keyword))
                        .toList());
    }

    @Test
    void saysWhatJamesDoesNotGetFromUs() {
        Map<String, String> types = Map.of(
                "routes of webadmin", "org.apache.james.webadmin.Routes",
                "health checks", "org.apache.james.core.healthcheck.HealthCheck");
        assertThat(Manual.notThere("parts of James"))
                .containsExactlyInAnyOrderElementsOf(types.entrySet().stream()
                        .filter(type -> SOURCES.values().stream()
                                .noneMatch(source -> source.startsWith("package dev.jamesext.")
                                        && source.contains("import " + type.getValue() + ";")))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /** A metric whose name is put together, or comes from a constant, would be missed. */
    private static Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        SOURCES.values().stream()
                .flatMap(source -> METRIC.matcher(source).results())
                .map(match -> match.group(1))
                .forEach(name -> {
                    assertThat(name).as("the name of a metric").matches("\"[a-z_]+\"");
                    names.add(name.substring(1, name.length() - 1));
                });
        return names;
    }

    /** Ours, and those of others that our code imports. */
    private static Set<String> classes() {
        Set<String> names = new HashSet<>(OF_OTHERS);
        names.addAll(SOURCES.keySet());
        for (String source : SOURCES.values()) {
            Stream.of(IMPORT, TYPE)
                    .flatMap(pattern -> pattern.matcher(source).results())
                    .forEach(match -> names.add(match.group(1)));
        }
        return names;
    }

    private static Set<String> anchors(String page) {
        return HEADING.matcher(prose(page))
                .results()
                .map(match -> match.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** A page without its fenced blocks. */
    private static String prose(String page) {
        return Manual.read(page).replaceAll("(?ms)^```.*?^```$", "");
    }

    private static Map<String, String> read(String ending, String within) {
        Map<String, String> texts = new HashMap<>();
        for (String file : files(ending, within)) {
            String name = file.substring(file.lastIndexOf('/') + 1, file.length() - ending.length());
            texts.merge(name, Manual.read(file), String::concat);
        }
        return texts;
    }

    /** Files that are kept in the repository, by their paths in it. */
    private static List<String> files(String ending, String within) {
        List<String> found = new ArrayList<>();
        try {
            Files.walkFileTree(Manual.REPOSITORY, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = String.valueOf(folder.getFileName());
                    return name.equals("target") || name.equals(".git")
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String path = Manual.REPOSITORY.relativize(file).toString().replace('\\', '/');
                    if (path.endsWith(ending) && path.contains(within)) {
                        found.add(path);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }
}
