package dev.rookery.server.transport;

import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PlainSocket;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/// The 8 KiB that Helidon's plain socket keeps to read into for as long as it is open: half of what an idle player takes, and of no
/// use to a connection that has its channel to itself. Helidon 4.5.0 has no setting for it, so the field is changed from outside.
/// Where that cannot be done, with another Helidon or a Java that does not let final fields be changed, the memory stays taken and
/// nothing else is different. Safe for any thread.
final class HelidonReadBuffer {
    private static final byte[] NONE = {};
    private static final @Nullable Field FIELD = field();

    private HelidonReadBuffer() {}

    private static @Nullable Field field() {
        try {
            Field field = PlainSocket.class.getDeclaredField("readBuffer");
            field.setAccessible(true);
            return field.getType() == byte[].class ? field : null;
        } catch (NoSuchFieldException | RuntimeException e) {
            return null;
        }
    }

    /// Helidon reads no more from this socket.
    ///
    /// @return whether memory was given back
    static boolean release(HelidonSocket socket) {
        if (FIELD == null || !(socket instanceof PlainSocket)) {
            return false;
        }
        try {
            FIELD.set(socket, NONE);
            return true;
        } catch (IllegalAccessException e) {
            return false;
        }
    }
}
