@NullMarked
package dev.rookery.bench;

import org.jspecify.annotations.NullMarked;
