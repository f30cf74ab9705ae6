@NullMarked
package dev.rookery.protocol.delta;

import org.jspecify.annotations.NullMarked;
