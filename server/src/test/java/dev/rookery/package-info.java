/// Guards over the whole repository.
@NullMarked
package dev.rookery;

import org.jspecify.annotations.NullMarked;
