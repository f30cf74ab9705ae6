/// What an admin may see and do while the server runs. Knows sessions and access, and nothing of HTTP.
@NullMarked
package dev.rookery.server.admin;

import org.jspecify.annotations.NullMarked;
