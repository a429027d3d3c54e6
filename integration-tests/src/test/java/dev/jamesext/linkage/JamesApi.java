package dev.jamesext.linkage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * The API of one James version, as its list in {@code james-api/} tells it.
 *
 * @param version as James writes it
 * @param types declarations by name, with slashes
 */
record JamesApi(String version, Map<String, TypeDeclaration> types) {

    /** The versions with a full list. */
    static final List<String> VERSIONS = List.of("3.8.1", "3.9.0");

    /** Whether a class, named with slashes, is James's; jSieve, mime4j and our relocated copies have other roots. */
    static boolean isJames(String name) {
        return name.startsWith("org/apache/james/") || name.startsWith("org/apache/mailet/");
    }

    static List<JamesApi> all() throws IOException {
        List<JamesApi> all = new ArrayList<>();
        for (String version : VERSIONS) {
            all.add(read(version));
        }
        return all;
    }

    static JamesApi read(String version) throws IOException {
        String resource = "/james-api/" + version + ".txt.gz";
        try (InputStream compressed = Objects.requireNonNull(JamesApi.class.getResourceAsStream(resource), resource);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(compressed), StandardCharsets.UTF_8))) {
            return parse(version, lines.lines().toList());
        }
    }

    /** Reads a list; a line that is none of its three forms is refused, so that a damaged list cannot pass for a short one. */
    static JamesApi parse(String version, List<String> lines) {
        Map<String, TypeDeclaration> types = new HashMap<>();
        Set<String> members = new HashSet<>();
        for (String line : lines) {
            String[] words = line.strip().split(" ");
            if (line.startsWith(" s ") || line.startsWith(" - ")) {
                if (words.length != 3) {
                    throw new IllegalArgumentException("not a member: \"" + line + "\"");
                }
                members.add(words[1] + " " + words[2]);
            } else if (line.startsWith("class ") || line.startsWith("interface ")) {
                members = new HashSet<>();
                Set<String> supertypes = new HashSet<>(List.of(words).subList(2, words.length));
                types.put(words[1], new TypeDeclaration(words[0].equals("interface"), supertypes, members));
            } else {
                throw new IllegalArgumentException("neither a type nor a member: \"" + line + "\"");
            }
        }
        return new JamesApi(version, types);
    }
}
