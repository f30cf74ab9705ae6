package dev.rookery.server.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Certificate and key of this server, from PEM files. Read again, they serve the handshakes from then on; connections that are
/// open keep what they have. Safe for any thread.
final class TlsIdentity extends X509ExtendedKeyManager {
    private static final Pattern PEM_KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END");
    private static final char[] IN_MEMORY = {}; // password of a key store that never leaves it

    private final TlsConfig config;
    private volatile X509ExtendedKeyManager current;
    private volatile X509Certificate certificate;

    private record Loaded(X509ExtendedKeyManager manager, X509Certificate certificate) {}

    /// @throws IllegalArgumentException with a sentence, if the files cannot be used
    TlsIdentity(TlsConfig config) {
        this.config = config;
        Loaded loaded = load(config);
        current = loaded.manager;
        certificate = loaded.certificate;
    }

    /// Reads the files again.
    ///
    /// @throws IllegalArgumentException with a sentence, if they cannot be used; then nothing changes
    void reload() {
        Loaded loaded = load(config);
        current = loaded.manager;
        certificate = loaded.certificate;
    }

    /// The one shown to clients.
    X509Certificate certificate() {
        return certificate;
    }

    private static Loaded load(TlsConfig config) {
        PrivateKey key = key(config.key());
        List<X509Certificate> chain = chain(config.certificate());
        try {
            if (!belong(key, chain.getFirst().getPublicKey())) {
                throw new IllegalArgumentException("The key in tls.key does not belong to the first certificate in tls.certificate.");
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, IN_MEMORY);
            store.setKeyEntry("rookery", key, IN_MEMORY, chain.toArray(Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store, IN_MEMORY);
            return new Loaded((X509ExtendedKeyManager) factory.getKeyManagers()[0], chain.getFirst());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("The certificate in tls.certificate cannot be used: " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> chain(String file) {
        try {
            var certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(Path.of(file))));
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("There is no certificate in the file of tls.certificate: file=" + file);
            }
            return certificates.stream().map(X509Certificate.class::cast).toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("The file of tls.certificate cannot be read: file=" + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The file of tls.certificate holds no PEM certificates: file=" + file, e);
        }
    }

    private static PrivateKey key(String file) {
        String text;
        try {
            text = Files.readString(Path.of(file), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalArgumentException("The file of tls.key cannot be read: file=" + file, e);
        }
        Matcher pem = PEM_KEY.matcher(text);
        if (!pem.find()) {
            throw new IllegalArgumentException("There is no PEM private key in the file of tls.key: file=" + file);
        }
        if (!pem.group(1).equals("PRIVATE KEY")) {
            throw new IllegalArgumentException("The key in tls.key is a " + pem.group(1)
                    + "; convert it with: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out key.pem");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(pem.group(2));
        for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // a key of another kind
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java knows this kind of key: algorithm=" + algorithm, e);
            }
        }
        throw new IllegalArgumentException("The key in tls.key is neither RSA nor EC nor Ed25519: file=" + file);
    }

    private static boolean belong(PrivateKey key, PublicKey open) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        });
        byte[] sample = {1, 2, 3};
        signature.initSign(key);
        signature.update(sample);
        byte[] signed = signature.sign();
        if (!key.getAlgorithm().equals(open.getAlgorithm())) {
            return false;
        }
        signature.initVerify(open);
        signature.update(sample);
        return signature.verify(signed);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return current.getServerAliases(keyType, issuers);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return current.chooseServerAlias(keyType, issuers, socket);
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return current.chooseEngineServerAlias(keyType, issuers, engine);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return current.getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return current.getPrivateKey(alias);
    }
}
