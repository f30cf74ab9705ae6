package dev.rookery.server.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Addresses as they may be written down: as keyed hashes of their networks, which nobody can turn back without the key. Those
/// in logs use a key that is drawn anew each day and never kept, so yesterday's lines cannot be tied to today's, nor to an
/// address; those of bans use a key that is kept. Safe for any thread.
public final class AddressHash {
    private static final String FILE = "address.key";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int LOG_BYTES = 6; // enough to tell today's peers apart
    static final int MAX_KNOWN = 16 * 1024; // networks whose hash is kept, some 4 MB

    private final SecretKeySpec banKey;
    private final RandomGenerator secure;
    private final InstantSource clock;
    private final Map<Network, String> known = new ConcurrentHashMap<>(); // hashes for bans: whoever plays is looked up each second
    private volatile DayKey today;

    private record DayKey(LocalDate day, SecretKeySpec key) {}

    /// @param banKey of 32 bytes, the same after a restart
    public AddressHash(byte[] banKey, RandomGenerator secure, InstantSource clock) {
        this.banKey = key(banKey);
        this.secure = secure;
        this.clock = clock;
        this.today = draw(day());
    }

    /// With the key that is kept in the directory, drawn if there is none.
    ///
    /// @throws IllegalArgumentException with a sentence, if it cannot be kept
    public static AddressHash of(DataDirectory directory, RandomGenerator secure, InstantSource clock) {
        try {
            String kept = directory.read(FILE);
            byte[] key = kept == null ? newKey(secure) : Base64.getDecoder().decode(kept.strip());
            if (kept == null) {
                directory.write(FILE, Base64.getEncoder().encodeToString(key) + "\n");
            }
            return new AddressHash(key, secure, clock);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The key for addresses cannot be read or kept; bans of addresses need it: file=" + directory.file(FILE), e);
        }
    }

    private static byte[] newKey(RandomGenerator secure) {
        byte[] key = new byte[KEY_BYTES];
        secure.nextBytes(key);
        return key;
    }

    /// For [Subject#address].
    public String forBan(Network network) {
        String hash = known.get(network);
        if (hash == null) {
            hash = Base64.getUrlEncoder().withoutPadding().encodeToString(hash(banKey, network));
            if (known.size() >= MAX_KNOWN) {
                known.clear(); // where more play at the same time, they are hashed again and again
            }
            known.put(network, hash);
        }
        return hash;
    }

    /// For logs: the same until midnight, UTC.
    public String forLog(Network network) {
        DayKey key = today;
        if (!key.day.equals(day())) {
            key = renew();
        }
        byte[] hash = hash(key.key, network);
        return "h:" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, LOG_BYTES));
    }

    private synchronized DayKey renew() {
        if (!today.day.equals(day())) {
            today = draw(day());
        }
        return today;
    }

    private DayKey draw(LocalDate day) {
        return new DayKey(day, key(newKey(secure)));
    }

    private LocalDate day() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    private static byte[] hash(SecretKeySpec key, Network network) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(network.toString().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC", e);
        }
    }
}
