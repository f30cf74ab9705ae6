package dev.rookery.server;

import java.net.InetAddress;
import java.util.List;

/// Who can reach a game port in the clear, without TLS here or in a proxy: a start that would let strangers read and change what
/// players send is refused, one that reaches a private network is warned of. Pure.
///
/// ```text
/// loopback ─▶ PRIVATE     a private address, or all addresses of a machine without a public IPv4 one ─▶ WARNED
/// a public address, or all addresses of a machine that has a public IPv4 one ─▶ REFUSED, with `insecure` WARNED
/// ```
/// Public IPv6 addresses of a machine alone do not refuse a start on all addresses: most homes have them, behind a firewall.
enum Exposure {
    /// Only this machine, or over TLS.
    PRIVATE,
    /// Others can, and the person who starts it should know.
    WARNED,
    /// Strangers can, and nobody said that they may.
    REFUSED;

    /// For the log.
    static final String WARNING = "Players connect without TLS: whoever is on the way can read and change what they send."
            + " Before you invite strangers set tls.certificate and tls.key, or put a proxy in front and set behindProxy.";

    /// @param bound the address to listen on
    /// @param own addresses of this machine
    /// @param isSecure whether players reach us over TLS
    /// @param isInsecureAllowed whether the person who starts it said so
    static Exposure of(InetAddress bound, List<InetAddress> own, boolean isSecure, boolean isInsecureAllowed) {
        if (isSecure || bound.isLoopbackAddress()) {
            return PRIVATE;
        }
        boolean isPublic = bound.isAnyLocalAddress()
                ? own.stream().anyMatch(address -> address.getAddress().length == Integer.BYTES && isPublic(address))
                : isPublic(bound);
        return isPublic && !isInsecureAllowed ? REFUSED : WARNED;
    }

    /// A sentence for whoever is refused.
    static String refusal(String host) {
        return "Strangers can reach this machine (host: " + host + "), and without TLS whoever is on the way can read and change"
                + " what players send. Set tls.certificate and tls.key; or behindProxy: true if a proxy in front ends TLS; or"
                + " host: 127.0.0.1 to play alone; or insecure: true if you mean it.";
    }

    private static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        boolean isSpecial = address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress();
        boolean isShared = bytes.length == Integer.BYTES
                ? (first == 100 && (second & 0xC0) == 64) || first >= 240 // RFC 6598, RFC 1112
                : (first & 0xFE) == 0xFC; // RFC 4193
        return !isSpecial && !isShared;
    }
}
