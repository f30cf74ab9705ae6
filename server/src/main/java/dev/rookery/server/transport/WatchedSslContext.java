package dev.rookery.server.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/// TLS for the sockets that a server accepted, which tells of each handshake before it begins. Helidon gives no other sign of a
/// connection until its handshake is through, and waits for that without end. Immutable.
final class WatchedSslContext extends SSLContext {
    private WatchedSslContext(SSLContext inner, Runnable onHandshake) {
        super(new Spi(inner, onHandshake), inner.getProvider(), inner.getProtocol());
    }

    /// @param onHandshake called on the connection's own thread
    static SSLContext of(KeyManager keys, Runnable onHandshake) {
        try {
            SSLContext inner = SSLContext.getInstance("TLS");
            inner.init(new KeyManager[] {keys}, new TrustManager[0], null);
            return new WatchedSslContext(inner, onHandshake);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    private static final class Spi extends SSLContextSpi {
        private final SSLContext inner;
        private final Runnable onHandshake;

        Spi(SSLContext inner, Runnable onHandshake) {
            this.inner = inner;
            this.onHandshake = onHandshake;
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
            throw new IllegalStateException("this context is ready");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return new Factory(inner.getSocketFactory(), onHandshake);
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return inner.getServerSocketFactory();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return inner.createSSLEngine();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return inner.createSSLEngine(host, port);
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return inner.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return inner.getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return inner.getDefaultSSLParameters();
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return inner.getSupportedSSLParameters();
        }
    }

    private static final class Factory extends SSLSocketFactory {
        private final SSLSocketFactory inner;
        private final Runnable onHandshake;

        Factory(SSLSocketFactory inner, Runnable onHandshake) {
            this.inner = inner;
            this.onHandshake = onHandshake;
        }

        /// What a server calls with a socket that it accepted.
        @Override
        public Socket createSocket(Socket accepted, InputStream consumed, boolean autoClose) throws IOException {
            onHandshake.run();
            return inner.createSocket(accepted, consumed, autoClose);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return inner.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return inner.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) {
            throw serverOnly();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw serverOnly();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw serverOnly();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw serverOnly();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
            throw serverOnly();
        }

        private static UnsupportedOperationException serverOnly() {
            return new UnsupportedOperationException("this side accepts connections and opens none");
        }
    }
}
