/// What drawing takes in a real browser.
@NullMarked
package dev.rookery.bench.picture;

import org.jspecify.annotations.NullMarked;
