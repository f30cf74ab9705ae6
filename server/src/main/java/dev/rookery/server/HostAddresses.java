package dev.rookery.server;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;

/// Addresses of the machine that the server runs on.
final class HostAddresses {
    private HostAddresses() {}

    /// The address to listen on.
    ///
    /// @throws IllegalArgumentException if there is none of that name
    static InetAddress of(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("There is no address to listen on: host=" + host, e);
        }
    }

    /// All of this machine, loopback included; what to tell others.
    static List<InetAddress> own() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(HostAddresses::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException e) {
            return false;
        }
    }
}
