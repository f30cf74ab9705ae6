package dev.rookery.server.transport;

import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Settings;

/// The certificate with which this process itself ends TLS.
public record TlsConfig(
        @Setting(value = "", doc = "PEM file with the certificate and those between it and its root; empty for plain HTTP.")
                String certificate,
        @Setting(value = "", doc = "PEM file with the certificate's private key (PKCS #8, not encrypted).") String key) {
    /// Plain HTTP.
    public static final TlsConfig NONE = Settings.defaults(TlsConfig.class);

    public TlsConfig {
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException("TLS needs both files, tls.certificate and tls.key: one of them is not set.");
        }
    }

    /// Whether this process ends TLS.
    public boolean isOn() {
        return !certificate.isEmpty();
    }
}
