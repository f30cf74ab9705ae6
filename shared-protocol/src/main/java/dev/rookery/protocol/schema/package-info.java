/// What a game sends, as data: entities, owner fields, input and events. Built once per game type, immutable, shared by all threads.
@NullMarked
package dev.rookery.protocol.schema;

import org.jspecify.annotations.NullMarked;
