/// Tests of this package.
@NullMarked
package dev.rookery.server.config;

import org.jspecify.annotations.NullMarked;
