/// Counters that any thread may raise, and how they are shown. Depends on nothing of ours; alone imports Micrometer.
@NullMarked
package dev.rookery.server.metrics;

import org.jspecify.annotations.NullMarked;
