package dev.rookery.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// Notices that files have changed, and has them read again. Looks at them when it is run, by one thread at a time; a reload that
/// fails is logged and tried again at the next change, since certificate and key are seldom replaced in the same moment.
final class WatchedFiles implements Runnable {
    private static final System.Logger LOG = System.getLogger(WatchedFiles.class.getName());

    private final List<Path> files;
    private final Runnable reload;
    private List<String> seen;

    /// @param reload throws [IllegalArgumentException] with a sentence, if the files cannot be used
    WatchedFiles(List<String> files, Runnable reload) {
        this.files = files.stream().map(Path::of).toList();
        this.reload = reload;
        this.seen = states();
    }

    @Override
    public void run() {
        List<String> now = states();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            reload.run();
            LOG.log(Level.INFO, "ev=config.change what=files ok=true");
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "ev=config.change what=files ok=false reason=" + e.getMessage());
        }
    }

    private List<String> states() {
        List<String> states = new ArrayList<>();
        for (Path file : files) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                states.add(attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey());
            } catch (IOException e) {
                states.add("missing");
            }
        }
        return states;
    }
}
