package dev.jamesext.linkage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * A jar, read but not loaded.
 *
 * @param entries the path of every file in it
 * @param classes its classes by name, module descriptors left out
 */
record JarContents(List<String> entries, Map<String, JarClass> classes) {

    static JarContents read(Path jar) throws IOException {
        List<String> entries = new ArrayList<>();
        Map<String, JarClass> classes = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            for (JarEntry entry : file.stream().toList()) {
                if (entry.isDirectory()) {
                    continue;
                }
                entries.add(entry.getName());
                if (entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class")) {
                    JarClass read = JarClass.read(file.getInputStream(entry).readAllBytes());
                    classes.put(read.name(), read);
                }
            }
        }
        return new JarContents(entries, classes);
    }
}
