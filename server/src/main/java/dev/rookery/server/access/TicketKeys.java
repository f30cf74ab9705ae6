package dev.rookery.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The keys by which tickets are found good, each bound to the one algorithm of the configuration. No message of this class
/// repeats a key. Pure but for reading the files.
final class TicketKeys {
    private static final Pattern PEM = Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END");
    private static final int MIN_SECRET_BYTES = 32; // RFC 7518, section 3.2
    private static final int MIN_RSA_BITS = 2048; // RFC 7518, section 3.3

    private TicketKeys() {}

    /// @throws IllegalArgumentException with a sentence, if a key cannot be used
    static List<JWSVerifier> load(TicketConfig config) {
        List<JWSVerifier> verifiers = new ArrayList<>();
        config.secrets().forEach(secret -> verifiers.add(secret(secret, "tickets.secrets")));
        for (String file : config.keyFiles()) {
            String text;
            try {
                text = Files.readString(Path.of(file), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new IllegalArgumentException("A file of tickets.keyFiles cannot be read: file=" + file, e);
            }
            verifiers.add(
                    config.algorithm() == TicketAlgorithm.HMAC_SHA256
                            ? secret(text.strip(), file)
                            : verifier(config.algorithm(), text, file));
        }
        return List.copyOf(verifiers);
    }

    private static JWSVerifier secret(String secret, String where) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (secret.contains("-----BEGIN")) {
            throw new IllegalArgumentException(
                    "HS256 takes a secret, and this is a PEM key: set tickets.algorithm to what it is for (" + where + ").");
        }
        if (bytes.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "A secret for HS256 has at least " + MIN_SECRET_BYTES + " bytes; this one is shorter (" + where + ").");
        }
        try {
            return new MACVerifier(bytes);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("A secret for HS256 cannot be used (" + where + ").", e);
        }
    }

    private static JWSVerifier verifier(TicketAlgorithm algorithm, String pem, String file) {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.find()) {
            throw new IllegalArgumentException("There is no PEM public key in a file of tickets.keyFiles: file=" + file);
        }
        byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
        try {
            return switch (algorithm) {
                case RSA_SHA256 -> rsa((RSAPublicKey) key("RSA", encoded), file);
                case ECDSA_P256 -> new ECDSAVerifier((ECPublicKey) key("EC", encoded));
                case EDWARDS_25519 -> new Ed25519Verifier(key("Ed25519", encoded));
                case HMAC_SHA256 -> throw new IllegalArgumentException("a secret has no public key: file=" + file);
            };
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalArgumentException("This public key is not for " + algorithm + ": file=" + file, e);
        }
    }

    private static JWSVerifier rsa(RSAPublicKey key, String file) {
        if (key.getModulus().bitLength() < MIN_RSA_BITS) {
            throw new IllegalArgumentException("An RSA key has at least " + MIN_RSA_BITS + " bits: file=" + file);
        }
        return new RSASSAVerifier(key);
    }

    private static PublicKey key(String algorithm, byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
    }
}
