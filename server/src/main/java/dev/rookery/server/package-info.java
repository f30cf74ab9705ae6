/// The process: arguments, configuration, the object graph, start and stop.
@NullMarked
package dev.rookery.server;

import org.jspecify.annotations.NullMarked;
