package dev.rookery.server.transport;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.function.Supplier;

/// The authors' page below `/playground`, and the games that it can join. Immutable; runs on the threads of the requests.
final class Playground {
    private static final String PATH = "/playground";
    private static final String GAMES = PATH + "/games";
    private static final String PAGES = "authors"; // where the build puts what only authors see

    private final Supplier<List<PlaygroundGame>> games;
    private final StaticPage page;

    Playground(Supplier<List<PlaygroundGame>> games, ClassLoader resources) {
        this.games = games;
        this.page = new StaticPage(resources, PAGES);
    }

    /// Whether a path is answered here.
    static boolean isHere(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }

    /// Answers a GET or HEAD.
    void answer(ServerRequest request, ServerResponse response) {
        if (request.path().rawPath().equals(GAMES)) {
            HttpAnswers.json(request, response, 200, games.get());
        } else {
            page.answer(request, response);
        }
    }
}
