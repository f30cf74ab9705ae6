/// Clients that send nonsense to a running server: legal traffic from small grammars, spoilt in every way that each grammar
/// allows. What follows from one seed and one number is always the same.
@NullMarked
package dev.rookery.testing.fuzz;

import org.jspecify.annotations.NullMarked;
