/// Commands that measure the server; each prints what it did and how.
@NullMarked
package dev.rookery.bench;

import org.jspecify.annotations.NullMarked;
