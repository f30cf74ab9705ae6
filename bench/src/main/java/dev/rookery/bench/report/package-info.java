/// Pages with tables and drawings, out of what was measured.
@NullMarked
package dev.rookery.bench.report;

import org.jspecify.annotations.NullMarked;
