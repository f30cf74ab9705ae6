/// What a game author writes against: the only public API of the server. Everything here is called on the room's
/// thread and belongs to it; nothing may be kept by or handed to another thread.
@NullMarked
package dev.rookery.game;

import org.jspecify.annotations.NullMarked;
