/// How long a server takes from nothing to its first answers.
@NullMarked
package dev.rookery.bench.start;

import org.jspecify.annotations.NullMarked;
