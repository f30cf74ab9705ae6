package dev.rookery.server;

import java.net.InetAddress;

/// Who can reach a game port in the clear, without TLS here or in a proxy: a start on a public address, which would let strangers
/// read and change what players send, is refused; one on a private address, or on all of them, is warned of. Pure.
///
/// ```text
/// loopback ─▶ PRIVATE     a private address, all addresses ─▶ WARNED     a public address ─▶ REFUSED, with `insecure` WARNED
/// ```
/// All addresses are the default, so that friends in the same house can join at once; whether strangers can reach one of them is
/// not for this machine to know, behind its firewall or router.
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
    /// @param isSecure whether players reach us over TLS
    /// @param isInsecureAllowed whether the person who starts it said so
    static Exposure of(InetAddress bound, boolean isSecure, boolean isInsecureAllowed) {
        if (isSecure || bound.isLoopbackAddress()) {
            return PRIVATE;
        }
        return isPublic(bound) && !isInsecureAllowed ? REFUSED : WARNED;
    }

    /// A sentence for whoever is refused.
    static String refusal(String host) {
        return "Strangers can reach this address (host: " + host + "), and without TLS whoever is on the way can read and change"
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
