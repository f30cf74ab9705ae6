/// The same load on Rookery and on others: floors, and peers.
@NullMarked
package dev.rookery.bench.compare;

import org.jspecify.annotations.NullMarked;
