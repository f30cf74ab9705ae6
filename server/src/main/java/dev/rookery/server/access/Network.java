package dev.rookery.server.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;

/// A range of addresses that counts as one peer. Immutable.
///
/// @param first with all bits after the prefix zero
/// @param prefixBits how many bits every address of the range shares with `first`
public record Network(InetAddress first, int prefixBits) {
    private static final int IPV6_PEER_BITS = 64; // one household or server has that many

    public Network {
        byte[] bytes = first.getAddress();
        if (prefixBits < 0 || prefixBits > bytes.length * Byte.SIZE) {
            throw new IllegalArgumentException("a prefix has 0 to " + bytes.length * Byte.SIZE + " bits");
        }
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.clamp(prefixBits - (long) i * Byte.SIZE, 0, Byte.SIZE);
            bytes[i] &= (byte) (0xFF << (Byte.SIZE - kept));
        }
        try {
            first = InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are addresses: length=" + bytes.length, e);
        }
    }

    /// The peer behind an address: an IPv4 address itself, or its network of 64 bits in IPv6.
    public static Network of(InetAddress address) {
        int bits = address.getAddress().length * Byte.SIZE;
        return new Network(address, Math.min(bits, bits == Integer.SIZE ? bits : IPV6_PEER_BITS));
    }

    /// An address such as `10.0.0.7` or a range such as `10.0.0.0/8`; no name is looked up.
    ///
    /// @throws IllegalArgumentException with half a sentence that says what is needed instead
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int bits = address.getAddress().length * Byte.SIZE;
            return new Network(address, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("an address such as 10.0.0.7 or a range such as 10.0.0.0/8 is needed", e);
        }
    }

    public boolean contains(InetAddress address) {
        return address.getAddress().length == first.getAddress().length
                && new Network(address, prefixBits).first.equals(first);
    }

    /// Whether one of the ranges has the address.
    public static boolean anyContains(Collection<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    @Override
    public String toString() {
        String address = first.getHostAddress();
        return prefixBits == first.getAddress().length * Byte.SIZE ? address : address + "/" + prefixBits;
    }
}
