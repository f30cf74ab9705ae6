/// Tests of this package.
@NullMarked
package dev.rookery.server.session;

import org.jspecify.annotations.NullMarked;
