package dev.rookery.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/// The host's own site: issues tickets, right ones and others.
public final class TicketMint {
    /// 32 bytes, as HS256 asks for.
    public static final String SECRET = "0123456789abcdef0123456789abcdef";

    private TicketMint() {}

    /// A ticket by HS256 for a player, good until `expiry`.
    public static String hmac(String secret, String player, Instant expiry, Map<String, Object> more) {
        return hmac(secret, claims(player, expiry, more));
    }

    public static String hmac(String secret, JWTClaimsSet claims) {
        try {
            return signed(JWSAlgorithm.HS256, new MACSigner(secret), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Any text at all, rightly signed by HS256.
    public static String hmacOfText(String secret, String payload) {
        try {
            JWSObject signed = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(payload));
            signed.sign(new MACSigner(secret));
            return signed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A ticket by the algorithm that the key pair is for.
    public static String byKey(KeyPair keys, JWTClaimsSet claims) {
        try {
            return switch (keys.getPrivate().getAlgorithm()) {
                case "RSA" -> signed(JWSAlgorithm.RS256, new RSASSASigner(keys.getPrivate()), claims);
                case "EC" -> signed(JWSAlgorithm.ES256, new ECDSASigner((ECPrivateKey) keys.getPrivate()), claims);
                default -> edwards(keys, claims);
            };
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JWTClaimsSet claims(String player, Instant expiry, Map<String, Object> more) {
        try {
            JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
            claims.claim("sub", player).claim("exp", expiry.getEpochSecond());
            more.forEach(claims::claim);
            return JWTClaimsSet.parse(claims.build().toString());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Keys for RSA, EC (P-256) or Ed25519.
    public static KeyPair keys(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            switch (algorithm) {
                case "RSA" -> generator.initialize(2048);
                case "EC" -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                default -> {}
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String signed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static String edwards(KeyPair keys, JWTClaimsSet claims) throws GeneralSecurityException {
        String input = Base64URL.encode("{\"alg\":\"EdDSA\"}") + "." + Base64URL.encode(claims.toString());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(keys.getPrivate());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64URL.encode(signature.sign());
    }
}
