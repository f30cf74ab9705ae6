/// Tests of what games are written against.
@NullMarked
package dev.rookery.game;

import org.jspecify.annotations.NullMarked;
