@NullMarked
package dev.rookery.bench.swarm;

import org.jspecify.annotations.NullMarked;
