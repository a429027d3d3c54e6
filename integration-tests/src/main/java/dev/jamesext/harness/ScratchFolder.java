package dev.jamesext.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The working directory of one James: emptied, then filled with a patched copy of a configuration folder. */
final class ScratchFolder {
    private final Path root;

    ScratchFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    Path conf() {
        return root.resolve("conf");
    }

    Path extensions() {
        return root.resolve("extensions-jars");
    }

    /** Where this James puts its temporary files. */
    Path temporary() {
        return root.resolve("tmp");
    }

    Path log() {
        return root.resolve("james.log");
    }

    /** Empties the folder and copies the files of {@code conf} into its own conf folder. */
    void fill(Path conf) {
        try {
            if (Files.exists(root)) {
                deleteTree(root);
            }
            Files.createDirectories(conf());
            Files.createDirectories(extensions());
            Files.createDirectories(temporary());
            try (Stream<Path> files = Files.list(conf)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, conf().resolve(file.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + root, e);
        }
    }

    void extension(Path jar) {
        try {
            Files.copy(jar, extensions().resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the extension " + jar, e);
        }
    }

    /** Writes the numbers in place of those of conf; each must stand in its file exactly once. */
    void ports(Map<Port, Integer> numbers) {
        numbers.forEach((port, number) -> replace(port.file(), port.text(port.inConf()), port.text(number)));
    }

    /** Makes James drop its listeners at once when it stops, instead of taking two seconds for each. */
    void stopQuickly() {
        for (String file : new String[] {"smtpserver.xml", "lmtpserver.xml", "imapserver.xml"}) {
            write(file, read(file).replace("</bind>", "</bind><gracefulShutdown>false</gracefulShutdown>"));
        }
    }

    /** Replaces a text that must stand in the file exactly once. */
    void replace(String file, String from, String to) {
        String text = read(file);
        int at = text.indexOf(from);
        if (at < 0 || text.indexOf(from, at + 1) >= 0) {
            throw new IllegalStateException(file + ": expected '" + from.strip() + "' exactly once, found it "
                    + (at < 0 ? "nowhere" : "more often"));
        }
        write(file, text.substring(0, at) + to + text.substring(at + from.length()));
    }

    String read(String file) {
        try {
            return Files.readString(conf().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read conf/" + file, e);
        }
    }

    void write(String file, String text) {
        try {
            Files.writeString(conf().resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write conf/" + file, e);
        }
    }

    void write(String file, byte[] octets) {
        try {
            Files.write(conf().resolve(file), octets);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write conf/" + file, e);
        }
    }

    void temporaryFile(String name, Instant written) {
        try {
            Path file = Files.writeString(temporary().resolve(name), "Subject: half of a mess");
            Files.setLastModifiedTime(file, FileTime.from(written));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write tmp/" + name, e);
        }
    }

    void copy(Path from, String file) {
        try {
            Files.copy(from, conf().resolve(file), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write conf/" + file, e);
        }
    }

    void remove(String file) {
        try {
            Files.delete(conf().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove conf/" + file, e);
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
