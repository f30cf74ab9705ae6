package dev.rookery.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Decides whether a ticket is good: its signature by one of our keys, its time, and that it says who the player is. The
/// client may lie: a ticket's own word on its algorithm counts only if it is ours. Safe for any thread.
final class TicketVerifier {
    /// What became of a ticket.
    sealed interface Result {
        record Good(Ticket ticket) implements Result {}

        record Bad(Refusal refusal) implements Result {}
    }

    private static final int MAX_PLAYER_CHARACTERS = 128;
    private static final int MAX_ID_CHARACTERS = 128;

    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Result MALFORMED = bad("Your ticket cannot be read.", "malformed");

    private final TicketConfig config;
    private final InstantSource clock;
    private volatile List<JWSVerifier> keys;

    /// @throws IllegalArgumentException with a sentence, if a key cannot be used
    TicketVerifier(TicketConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.keys = TicketKeys.load(config);
    }

    /// Reads the keys again.
    ///
    /// @throws IllegalArgumentException with a sentence, if one cannot be used; then nothing changes
    void reloadKeys() {
        keys = TicketKeys.load(config);
    }

    Result verify(String text) {
        if (text.length() > config.maxBytes() || text.getBytes(StandardCharsets.UTF_8).length > config.maxBytes()) {
            return bad("Your ticket is too large.", "size");
        }
        if (!COMPACT.matcher(text).matches()) {
            return MALFORMED; // the library is lenient in what it takes for Base64
        }
        try {
            SignedJWT signed = SignedJWT.parse(text);
            if (!signed.getHeader().getAlgorithm().equals(config.algorithm().algorithm()) || !isSigned(signed)) {
                return bad("Your ticket was not signed by this server's site.", "signature");
            }
            return judge(signed.getJWTClaimsSet());
        } catch (ParseException | RuntimeException e) {
            return MALFORMED; // the library throws more than it says: NullPointerException where the header is null
        }
    }

    private boolean isSigned(SignedJWT signed) {
        for (JWSVerifier key : keys) {
            try {
                if (signed.verify(key)) {
                    return true;
                }
            } catch (JOSEException e) {
                // a signature that cannot be one of this key
            }
        }
        return false;
    }

    private Result judge(JWTClaimsSet claims) throws ParseException {
        long now = clock.instant().getEpochSecond();
        Date expiry = claims.getExpirationTime();
        if (expiry == null) {
            return bad("Your ticket does not say when it expires.", "no_expiry");
        }
        long expiresSeconds = seconds(expiry);
        if (expiresSeconds + config.leewaySeconds() <= now) {
            return bad("Your ticket has expired.", "expired");
        }
        if (expiresSeconds - config.leewaySeconds() > now + config.maxLifetimeSeconds()) {
            return bad("Your ticket is good for longer than this server allows.", "lifetime");
        }
        Date notBefore = claims.getNotBeforeTime();
        if (notBefore != null && seconds(notBefore) - config.leewaySeconds() > now) {
            return bad("Your ticket is not good yet.", "not_before");
        }
        if (!config.issuer().isEmpty() && !config.issuer().equals(claims.getIssuer())) {
            return bad("Your ticket is from another site.", "issuer");
        }
        if (!config.audience().isEmpty() && !claims.getAudience().contains(config.audience())) {
            return bad("Your ticket is for another server.", "audience");
        }
        String player = claims.getSubject();
        if (player == null || player.isBlank() || player.length() > MAX_PLAYER_CHARACTERS || PlayerIdentity.isGuestId(player)) {
            return bad("Your ticket does not say who you are.", "subject");
        }
        String id = claims.getJWTID();
        if (id != null && id.length() > MAX_ID_CHARACTERS) {
            return bad("Your ticket cannot be read.", "id");
        }
        Date issued = claims.getIssueTime();
        return new Result.Good(new Ticket(
                player,
                claims.getStringClaim("name"),
                id,
                issued == null ? 0 : seconds(issued),
                expiresSeconds,
                texts(claims, "game"),
                texts(claims, "room")));
    }

    private static List<String> texts(JWTClaimsSet claims, String name) throws ParseException {
        @Nullable Object claim = claims.getClaim(name);
        if (claim == null) {
            return List.of();
        }
        return claim instanceof String one
                ? List.of(one)
                : claims.getStringListClaim(name).stream().filter(Objects::nonNull).toList();
    }

    private static long seconds(Date date) {
        return date.toInstant().getEpochSecond();
    }

    private static Result bad(String message, String reason) {
        return new Result.Bad(Refusal.ticket(message, reason));
    }
}
