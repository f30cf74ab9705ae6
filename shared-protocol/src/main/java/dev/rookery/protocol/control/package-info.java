/// The control plane: JSON text messages as records. The only place in this module that knows Jackson.
@NullMarked
package dev.rookery.protocol.control;

import org.jspecify.annotations.NullMarked;
