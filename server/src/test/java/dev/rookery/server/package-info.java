/// Tests of the server as a whole.
@NullMarked
package dev.rookery.server;

import org.jspecify.annotations.NullMarked;
