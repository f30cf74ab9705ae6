package dev.rookery.server.access;

import com.nimbusds.jose.JWSAlgorithm;

/// How tickets are signed: exactly one way, fixed by the configuration, whatever a ticket says of itself.
public enum TicketAlgorithm {
    HMAC_SHA256("HS256"),
    RSA_SHA256("RS256"),
    ECDSA_P256("ES256"),
    EDWARDS_25519("EdDSA");

    private final String standardName;

    TicketAlgorithm(String standardName) {
        this.standardName = standardName;
    }

    JWSAlgorithm algorithm() {
        return JWSAlgorithm.parse(standardName);
    }

    /// Its name in RFC 7518 or 8037.
    @Override
    public String toString() {
        return standardName;
    }
}
