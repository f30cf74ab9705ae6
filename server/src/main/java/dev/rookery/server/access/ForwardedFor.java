package dev.rookery.server.access;

import java.net.InetAddress;
import java.util.List;

/// Who really asks, when a proxy passes the request on. `X-Forwarded-For` counts only from the configured proxies; read from its
/// end, the first address that is none of them is the client. The client may lie: what stands before that was written by
/// itself. Immutable.
///
/// @param proxies whose word is taken; none if no proxy is in front
public record ForwardedFor(List<Network> proxies) {
    public ForwardedFor {
        proxies = List.copyOf(proxies);
    }

    /// @param peer of the connection
    /// @param headers the values of all `X-Forwarded-For` headers, in their order
    /// @return the client's address; the nearest one that can be trusted where the header makes no sense
    public InetAddress client(InetAddress peer, List<String> headers) {
        InetAddress nearest = peer;
        List<String> hops = headers.stream().flatMap(value -> List.of(value.split(",", -1)).stream()).toList();
        for (int i = hops.size() - 1; i >= 0 && Network.anyContains(proxies, nearest); i--) {
            try {
                nearest = InetAddress.ofLiteral(hops.get(i).strip());
            } catch (IllegalArgumentException e) {
                break;
            }
        }
        return nearest;
    }
}
