package dev.jamesext.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What shows that a file has changed, without reading it: where its links end, its own key, its size and its time. A file that
 * is renamed into place has another key, a mounted volume that is switched has another end of its links.
 *
 * @param key what the file system calls the file; absent where it has no such thing
 */
record FileStamp(String realPath, Optional<Object> key, long size, FileTime modified) {

    private static final FileStamp ABSENT = new FileStamp("", Optional.empty(), -1, FileTime.fromMillis(0));

    /** The stamps of files; one that cannot be looked at counts as absent. */
    static Map<Path, FileStamp> of(Collection<Path> files) {
        Map<Path, FileStamp> stamps = new LinkedHashMap<>();
        files.forEach(file -> stamps.put(file, of(file)));
        return stamps;
    }

    private static FileStamp of(Path file) {
        try {
            Path real = file.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            @Nullable Object key = attributes.fileKey();
            return new FileStamp(
                    real.toString(), Optional.ofNullable(key), attributes.size(), attributes.lastModifiedTime());
        } catch (IOException absent) {
            return ABSENT;
        }
    }
}
