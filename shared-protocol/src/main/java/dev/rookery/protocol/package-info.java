/// What travels between server and browser: version and close codes. No socket, no thread, no clock in this module.
@NullMarked
package dev.rookery.protocol;

import org.jspecify.annotations.NullMarked;
