package dev.rookery.server.transport;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The files of the built client, from `web/` on the class path, kept in memory from the first request on. Runs on the
/// threads of the requests.
///
/// The client may lie about the path: only plain names of known types are looked up, so that there is nothing to climb
/// out of and nothing else on the class path to find. A path that ends in `/` means its `index.html`.
final class StaticPage {
    private static final Pattern PATH = Pattern.compile("/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*\\.([a-z0-9]+)");

    /// The build names these after their content, so they never change.
    private static final Pattern HASHED = Pattern.compile("(?:/playground)?/assets/.*-[A-Za-z0-9_-]{8}\\.[a-z0-9]+");

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";
    private static final int MIN_GZIP_BYTES = 1024;
    private static final byte[] NOTHING = {};

    private static final Map<String, String> TEXT_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "map", "application/json",
            "webmanifest", "application/manifest+json",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8",
            "wasm", "application/wasm");
    private static final Map<String, String> BINARY_TYPES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "webp", "image/webp",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "mp3", "audio/mpeg",
            "ogg", "audio/ogg",
            "wav", "audio/wav");

    /// One file as it is sent; never changed.
    private static final class Asset {
        private final String contentType;
        private final String cacheControl;
        private final String tag;
        private final byte[] plain;
        private final byte[] gzipped; // empty where that gains nothing

        Asset(String path, String extension, byte[] content) {
            String text = TEXT_TYPES.get(extension);
            contentType = text != null ? text : BINARY_TYPES.getOrDefault(extension, "application/octet-stream");
            cacheControl = HASHED.matcher(path).matches() ? FOR_EVER : ASK_AGAIN;
            tag = EntityTag.of(content);
            plain = content;
            gzipped = text != null && content.length >= MIN_GZIP_BYTES ? gzip(content) : NOTHING;
        }
    }

    private final ClassLoader resources;
    private final String root;
    private final ConcurrentMap<String, Asset> assets = new ConcurrentHashMap<>(); // bounded by the files there are

    /// @param root folder on the class path, without slashes around it
    StaticPage(ClassLoader resources, String root) {
        this.resources = resources;
        this.root = root;
    }

    /// Answers a GET or HEAD.
    void answer(ServerRequest request, ServerResponse response) {
        String path = request.path().rawPath();
        Asset asset = find(path.endsWith("/") ? path + "index.html" : path);
        if (asset != null) {
            send(asset, request, response);
        } else if (!path.endsWith("/") && find(path + "/index.html") != null) {
            response.header(HeaderNames.LOCATION, path + "/");
            HttpAnswers.send(request, response, 308, NOTHING);
        } else {
            HttpAnswers.problem(request, response, HttpProblem.NOT_FOUND);
        }
    }

    private static void send(Asset asset, ServerRequest request, ServerResponse response) {
        boolean zipped = asset.gzipped.length > 0 && accepts(request.headers(), HeaderNames.ACCEPT_ENCODING, "gzip");
        String tag = zipped ? "\"" + asset.tag + "-gz\"" : "\"" + asset.tag + "\"";
        response.header(HeaderNames.CACHE_CONTROL, asset.cacheControl)
                .header(HeaderNames.ETAG, tag)
                .header(HeaderNames.CONTENT_TYPE, asset.contentType);
        if (asset.gzipped.length > 0) {
            response.header(HeaderNames.VARY, "Accept-Encoding");
        }
        if (EntityTag.isKnown(request.headers(), tag)) {
            response.headers().remove(HeaderNames.CONTENT_TYPE);
            response.status(304).send();
            return;
        }
        if (zipped) {
            response.header(HeaderNames.CONTENT_ENCODING, "gzip");
        }
        HttpAnswers.send(request, response, 200, zipped ? asset.gzipped : asset.plain);
    }

    private @Nullable Asset find(String path) {
        Asset known = assets.get(path);
        if (known != null) {
            return known;
        }
        int name = path.lastIndexOf('/') + 1;
        var file = FILE.matcher(path.substring(name));
        if (!PATH.matcher(path.substring(0, name)).matches() || !file.matches() || !isServed(file.group(1))) {
            return null;
        }
        try (InputStream in = resources.getResourceAsStream(root + path)) {
            if (in == null) {
                return null;
            }
            var asset = new Asset(path, file.group(1), in.readAllBytes());
            assets.put(path, asset);
            return asset;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isServed(String extension) {
        return TEXT_TYPES.containsKey(extension) || BINARY_TYPES.containsKey(extension);
    }

    /// A coding with a quality is one that browsers do not send; `gzip;q=0` must not be taken for consent.
    private static boolean accepts(Headers headers, HeaderName name, String coding) {
        return headers.contains(name)
                && headers.get(name).allValues().stream()
                        .flatMap(value -> Arrays.stream(value.split(",", -1)))
                        .anyMatch(value -> value.strip().equalsIgnoreCase(coding));
    }

    private static byte[] gzip(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size() < content.length ? bytes.toByteArray() : NOTHING;
    }
}
