package dev.rookery.server.session;

/// What has gone over one connection so far.
///
/// @param messagesIn whole text and binary messages
/// @param bytesIn frame heads included
/// @param messagesOut text and binary messages handed to the socket
/// @param bytesOut frame heads included
public record Traffic(long messagesIn, long bytesIn, long messagesOut, long bytesOut) {}
