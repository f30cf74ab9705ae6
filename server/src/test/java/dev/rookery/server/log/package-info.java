/// Tests of the lines that the server writes.
@NullMarked
package dev.rookery.server.log;

import org.jspecify.annotations.NullMarked;
