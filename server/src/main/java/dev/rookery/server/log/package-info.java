/// What happened, in one line each, for whoever runs the server: written off the threads where it happens, bounded, and never
/// with a secret. May depend on access (addresses as hashes), metrics and config.
@NullMarked
package dev.rookery.server.log;

import org.jspecify.annotations.NullMarked;
