/// Tests of this package.
@NullMarked
package dev.rookery.server.replication;

import org.jspecify.annotations.NullMarked;
