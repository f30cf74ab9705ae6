package dev.rookery.server.transport;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which web pages may open a socket: those this server delivered itself, and those of the configured origins. Scheme,
/// host and port have to match exactly. Programs that are no browsers send no Origin; they are let in by their own rule.
///
/// The client may lie: the check protects players from other people's pages, not the server from programs. Immutable.
public final class OriginPolicy {
    /// Whether a client without an Origin header, which is no browser, may connect.
    public enum Absent {
        REFUSED,
        /// From this machine only: bots and tests. A proxy here lets everybody seem to come from this machine.
        FROM_LOOPBACK,
        ALLOWED
    }

    private record Origin(String scheme, String host, int port) {
        /// Null for anything that is not exactly scheme, host and port.
        static @Nullable Origin parse(String text) {
            try {
                var uri = new URI(text);
                String scheme = uri.getScheme();
                String host = uri.getHost();
                boolean bare = uri.getRawUserInfo() == null && uri.getRawPath().isEmpty()
                        && uri.getRawQuery() == null && uri.getRawFragment() == null;
                if (scheme == null || host == null || !bare) {
                    return null;
                }
                String lowerScheme = scheme.toLowerCase(Locale.ROOT);
                int port = switch (lowerScheme) {
                    case "http" -> uri.getPort() < 0 ? 80 : uri.getPort();
                    case "https" -> uri.getPort() < 0 ? 443 : uri.getPort();
                    default -> 0;
                };
                return port == 0 ? null : new Origin(lowerScheme, host.toLowerCase(Locale.ROOT), port);
            } catch (URISyntaxException e) {
                return null;
            }
        }
    }

    private final Set<Origin> configured;
    private final Absent absent;

    /// @param origins as a browser sends them, for example `https://play.example.org`
    /// @throws IllegalArgumentException if one of them is not an origin
    public OriginPolicy(Collection<String> origins, Absent absent) {
        this.configured = origins.stream().map(OriginPolicy::required).collect(Collectors.toUnmodifiableSet());
        this.absent = absent;
    }

    /// @param origins the values of all Origin headers of the request
    /// @param host the value of its Host header
    /// @param secure whether the request came over TLS to this process; a proxy may have ended TLS before
    boolean allows(List<String> origins, @Nullable String host, boolean secure, InetAddress peer) {
        if (origins.isEmpty()) {
            return switch (absent) {
                case REFUSED -> false;
                case FROM_LOOPBACK -> peer.isLoopbackAddress();
                case ALLOWED -> true;
            };
        }
        if (origins.size() > 1) {
            return false;
        }
        Origin origin = Origin.parse(origins.getFirst()); // "null", from a sandboxed page, is no origin either
        return origin != null && (configured.contains(origin) || isOwn(origin, host, secure));
    }

    /// Behind a proxy that ends TLS a page of ours has an https origin although the request came to us in the clear.
    private static boolean isOwn(Origin origin, @Nullable String host, boolean secure) {
        if (host == null || (secure && !origin.scheme.equals("https"))) {
            return false;
        }
        return origin.equals(Origin.parse(origin.scheme + "://" + host));
    }

    private static Origin required(String text) {
        Origin origin = Origin.parse(text);
        if (origin == null) {
            throw new IllegalArgumentException("not an origin such as https://play.example.org: origin=" + text);
        }
        return origin;
    }
}
