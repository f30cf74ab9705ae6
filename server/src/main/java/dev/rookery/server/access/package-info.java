/// Who may come in and what they may do: tickets, bans, limits per address, the audit log. Knows neither sockets nor rooms.
@NullMarked
package dev.rookery.server.access;

import org.jspecify.annotations.NullMarked;
