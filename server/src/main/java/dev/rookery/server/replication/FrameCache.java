package dev.rookery.server.replication;

import dev.rookery.protocol.delta.CellView;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// This tick's frames by view, so that clients who see the same cells share one. Owned by the room's thread; allocates only
/// to grow.
final class FrameCache {
    private static final int FIRST_PLACES = 64; // a power of two

    private @Nullable CellView[] views = new @Nullable CellView[FIRST_PLACES];
    private @Nullable SharedFrame[] frames = new @Nullable SharedFrame[FIRST_PLACES];
    private int size;

    @Nullable SharedFrame get(CellView view) {
        int mask = views.length - 1;
        for (int place = spread(view) & mask; ; place = place + 1 & mask) {
            CellView known = views[place];
            if (known == null) {
                return null;
            }
            if (known.equals(view)) {
                return frames[place];
            }
        }
    }

    /// For a view that is not there yet.
    void put(CellView view, SharedFrame frame) {
        if (size * 2 >= views.length) {
            grow();
        }
        int mask = views.length - 1;
        int place = spread(view) & mask;
        while (views[place] != null) {
            place = place + 1 & mask;
        }
        views[place] = view;
        frames[place] = frame;
        size++;
    }

    private void grow() {
        @Nullable CellView[] oldViews = views;
        @Nullable SharedFrame[] oldFrames = frames;
        views = new @Nullable CellView[oldViews.length * 2];
        frames = new @Nullable SharedFrame[oldViews.length * 2];
        size = 0;
        for (int place = 0; place < oldViews.length; place++) {
            CellView view = oldViews[place];
            SharedFrame frame = oldFrames[place];
            if (view != null && frame != null) {
                put(view, frame);
            }
        }
    }

    void clear() {
        if (size > 0) {
            Arrays.fill(views, null);
            Arrays.fill(frames, null);
            size = 0;
        }
    }

    private static int spread(CellView view) {
        int hash = (view.column() * 31 + view.row()) * 31 + view.columns() * 7 + view.rows();
        return (hash * 0x9E3779B1) >>> 8;
    }
}
