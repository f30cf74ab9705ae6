package dev.rookery.server.session;

/// Gives each new connection somebody to talk to.
public interface ConnectionAcceptor {
    /// Called once per connection, on its reader thread, before anything is read.
    ConnectionListener accept(Connection connection);
}
