@NullMarked
package dev.rookery.bench.report;

import org.jspecify.annotations.NullMarked;
