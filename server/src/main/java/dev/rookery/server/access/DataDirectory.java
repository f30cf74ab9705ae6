package dev.rookery.server.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the server keeps its few small files, readable by its own user only. Without a directory nothing is kept. Safe for
/// any thread.
public final class DataDirectory {
    private static final Set<PosixFilePermission> OWN_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWN_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private final @Nullable Path path;

    /// @param name empty to keep nothing
    public DataDirectory(String name) {
        this.path = name.isEmpty() ? null : Path.of(name).toAbsolutePath().normalize();
    }

    /// Where `file` lies; null if nothing is kept.
    public @Nullable Path file(String file) {
        return path == null ? null : path.resolve(file);
    }

    /// The text of a file, or null if there is none.
    ///
    /// @throws IOException if there is one that cannot be read
    @Nullable String read(String file) throws IOException {
        Path known = file(file);
        if (known == null) {
            return null;
        }
        try {
            return Files.readString(known);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /// Replaces a file as a whole: whoever reads it, after a crash too, finds the old text or the new one.
    void write(String file, String text) throws IOException {
        Path known = file(file);
        if (known == null) {
            return;
        }
        make();
        Path draft = known.resolveSibling(file + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, attributes(OWN_FILE));
        Files.writeString(draft, text, StandardCharsets.UTF_8, StandardOpenOption.SYNC);
        try {
            Files.move(draft, known, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, known, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Adds text at the end of a file, which it makes if need be.
    void append(String file, String text) throws IOException {
        Path known = file(file);
        if (known == null) {
            return;
        }
        if (!Files.exists(known)) {
            make();
            Files.createFile(known, attributes(OWN_FILE));
        }
        Files.writeString(known, text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    /// Puts a file aside as `file.1` if it has grown to so many bytes; earlier ones move up, and the one past `kept` goes.
    void rotate(String file, long maxBytes, int kept) throws IOException {
        Path known = file(file);
        if (known == null || !Files.exists(known) || Files.size(known) < maxBytes) {
            return;
        }
        for (int number = kept - 1; number >= 1; number--) {
            Path older = known.resolveSibling(file + "." + number);
            if (Files.exists(older)) {
                Files.move(older, known.resolveSibling(file + "." + (number + 1)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(known, known.resolveSibling(file + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void make() throws IOException {
        if (path != null && !Files.isDirectory(path)) {
            Files.createDirectories(path, attributes(OWN_DIRECTORY));
        }
    }

    private FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        boolean isPosix = path != null && path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
