package dev.jamesext.settings;

import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policy file and the files that it includes ({@code [include] files = [...]}), as one tree. Included files may include
 * others. All of them together are bounded as one file is.
 */
final class PolicyTree {

    /** Files that are included, by whichever file. */
    static final int INCLUDED_FILES_MAX = 100;

    /** Files that include one another in a row. */
    static final int INCLUDE_DEPTH_MAX = 8;

    private final MacroSource outside;
    private final Macros macros;
    private final Problems problems;
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private int files;
    private int tokens;
    private long octets;
    private boolean failed;

    private PolicyTree(MacroSource outside, Problems problems) {
        this.outside = outside;
        this.problems = problems;
        this.macros = new Macros(outside, problems);
    }

    /**
     * The tree; nothing when a file is not TOML or cannot be included: what the rest lacks would be reported as wrong.
     *
     * @param problems also receives, later, what is wrong with macros when their values are read
     */
    static Optional<TomlNode> read(SourceText policy, MacroSource outside, Problems problems) {
        PolicyTree tree = new PolicyTree(outside, problems);
        tree.add(policy, 0);
        if (tree.failed) {
            return Optional.empty();
        }
        TomlNode root = tree.macros.root();
        tree.reportKeysGivenTwice(root);
        return Optional.of(root);
    }

    private void add(SourceText file, int depth) {
        names.put(file.text(), file.name());
        octets += octetsOf(file);
        Optional<TomlParsing.Parsed> parsed = TomlParsing.parse(file, tokens, problems);
        if (parsed.isEmpty()) {
            failed = true;
            return;
        }
        tokens = parsed.get().scanned().tokens();
        KeyLocator locator = new KeyLocator(file, parsed.get().scanned(), files);
        TomlNode root = macros.add(TomlNode.root(locator, parsed.get().table(), macros));
        root.find(KeyTable.INCLUDE.path(), "files").ifPresent(named -> {
            for (TomlNode path : named.isArray() ? named.elements() : List.of(named)) {
                include(path, depth + 1);
            }
        });
    }

    private void include(TomlNode path, int depth) {
        if (failed && files >= INCLUDED_FILES_MAX) {
            return;
        }
        files++;
        if (!path.isText()) {
            refuse(path, "expects the path of a file, found " + path.described());
        } else if (files > INCLUDED_FILES_MAX) {
            refuse(path, "a policy includes at most " + INCLUDED_FILES_MAX + " files, this is one more");
        } else if (depth > INCLUDE_DEPTH_MAX) {
            refuse(path, "more than " + INCLUDE_DEPTH_MAX + " files in a row include one another");
        } else {
            includeOnce(path, depth);
        }
    }

    private void includeOnce(TomlNode node, int depth) {
        Located<String> written = node.text();
        String path = ForeignSource.path(written.value());
        String before = places.putIfAbsent(normal(path), node.place());
        if (before != null) {
            refuse(node, "the file is included already, at " + before);
            return;
        }
        MacroSource.Inclusion inclusion = outside.file(path, macros.allowsFilesOutside());
        if (inclusion instanceof MacroSource.Inclusion.Refused refused) {
            // The reason may name the path.
            refuse(
                    node,
                    "the file " + Quoted.of(path) + " cannot be included"
                            + (written.hidden().isPresent() ? "" : ": " + refused.reason()));
            return;
        }
        SourceText read = ((MacroSource.Inclusion.Read) inclusion).text();
        SourceText file = written.hidden().isPresent() ? SourceText.of(written.shown(), read.text()) : read;
        String same = names.get(file.text());
        if (same != null && !file.text().isBlank()) {
            refuse(node, "the file holds the same text as " + same + "; no file can include itself");
            return;
        }
        if (octets + octetsOf(file) > SettingsReader.POLICY_BYTES_MAX) {
            refuse(
                    node,
                    "with this file the policy is longer than " + SettingsReader.POLICY_BYTES_MAX
                            + " octets; long lists belong in files of their own");
            return;
        }
        add(file, depth);
    }

    private static int octetsOf(SourceText file) {
        return file.text().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Names of one file that differ in nothing but their steps; a link is found out by its text. */
    private static String normal(String path) {
        try {
            return Path.of(path).normalize().toString();
        } catch (InvalidPathException noPath) {
            return path;
        }
    }

    private void refuse(TomlNode path, String sentence) {
        failed = true;
        path.error(problems, sentence);
    }

    /** Only tables that stand in several files are walked. */
    private void reportKeysGivenTwice(TomlNode table) {
        if (!table.isShared() || !table.isTable()) {
            return;
        }
        for (List<TomlNode> values : table.childrenByName().values()) {
            TomlNode first = values.get(0);
            // Each file may include others.
            if (first.key().text().equals(KeyTable.INCLUDE.path())) {
                continue;
            }
            for (TomlNode other : values.subList(1, values.size())) {
                if (!first.joins(other)) {
                    other.keyError(problems, "has its value already, at " + first.place());
                }
            }
            reportKeysGivenTwice(TomlNode.joined(values));
        }
    }
}
