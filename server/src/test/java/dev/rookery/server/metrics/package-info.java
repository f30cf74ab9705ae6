/// Tests of counting.
@NullMarked
package dev.rookery.server.metrics;

import org.jspecify.annotations.NullMarked;
