/// Tests of how a node ends.
@NullMarked
package dev.rookery.server.drain;

import org.jspecify.annotations.NullMarked;
