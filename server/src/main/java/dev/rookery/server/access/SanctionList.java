package dev.rookery.server.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Bans, mutes and revocations that are in force, kept in a small JSON file so that a restart does not lift them. Looked up by
/// any thread without waiting; changed by one at a time.
public final class SanctionList {
    /// Of one kind at most; what is past its end makes way.
    static final int MAX_OF_A_KIND = 10_000;

    private static final String FILE = "sanctions.json";

    private final DataDirectory directory;
    private final InstantSource clock;
    private final JsonMapper mapper = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private final Map<Sanction.Kind, Map<String, Sanction>> bySubject = new EnumMap<>(Sanction.Kind.class);

    /// One sanction as it stands in the file.
    private record Line(String kind, String subject, String since, String until, String reason) {}

    private record Content(List<Line> sanctions) {}

    /// Reads what was kept.
    ///
    /// @throws IllegalArgumentException with a sentence, if the file is there and cannot be understood: a start without it
    /// would let everybody in
    public SanctionList(DataDirectory directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
        for (Sanction.Kind kind : Sanction.Kind.values()) {
            bySubject.put(kind, new ConcurrentHashMap<>());
        }
        try {
            String text = directory.read(FILE);
            if (text != null) {
                for (Line line : mapper.readValue(text, Content.class).sanctions()) {
                    Sanction sanction = new Sanction(
                            Sanction.Kind.valueOf(line.kind()),
                            line.subject(),
                            Instant.parse(line.since()),
                            Instant.parse(line.until()),
                            line.reason());
                    of(sanction.kind()).put(sanction.subject(), sanction);
                }
            }
        } catch (IOException | IllegalArgumentException | DateTimeException | NullPointerException e) {
            throw new IllegalArgumentException(
                    "The list of bans cannot be read; repair it, or move it away to start without bans: file="
                            + directory.file(FILE),
                    e);
        }
    }

    /// The sanction of this kind that is in force, or null.
    public @Nullable Sanction find(Sanction.Kind kind, String subject) {
        Sanction sanction = of(kind).get(subject);
        return sanction != null && sanction.until().isAfter(clock.instant()) ? sanction : null;
    }

    /// Whether there may be one of this kind: mostly there is none, and nobody need work out under which name it would be found.
    public boolean hasAny(Sanction.Kind kind) {
        return !of(kind).isEmpty();
    }

    /// Those in force, the next to end first.
    public List<Sanction> all() {
        Instant now = clock.instant();
        return bySubject.values().stream()
                .flatMap(map -> map.values().stream())
                .filter(sanction -> sanction.until().isAfter(now))
                .sorted(Comparator.comparing(Sanction::until).thenComparing(Sanction::subject))
                .toList();
    }

    /// Lays a sanction on, in place of one of the same kind and subject. It is in force even if this throws.
    ///
    /// @return false if the list is full
    /// @throws IOException if it could not be kept, and a restart would lift it
    public synchronized boolean add(Sanction sanction) throws IOException {
        Map<String, Sanction> map = of(sanction.kind());
        if (map.size() >= MAX_OF_A_KIND && !map.containsKey(sanction.subject())) {
            Instant now = clock.instant();
            map.values().removeIf(each -> !each.until().isAfter(now));
            if (map.size() >= MAX_OF_A_KIND) {
                return false;
            }
        }
        map.put(sanction.subject(), sanction);
        keep();
        return true;
    }

    /// Lifts a sanction; false if there was none.
    public synchronized boolean remove(Sanction.Kind kind, String subject) throws IOException {
        if (of(kind).remove(subject) == null) {
            return false;
        }
        keep();
        return true;
    }

    private void keep() throws IOException {
        if (directory.file(FILE) == null) {
            return;
        }
        List<Line> lines = all().stream()
                .map(each -> new Line(
                        each.kind().name(),
                        each.subject(),
                        each.since().toString(),
                        each.until().toString(),
                        each.reason()))
                .toList();
        try {
            directory.write(FILE, mapper.writeValueAsString(new Content(lines)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records become JSON", e);
        }
    }

    @SuppressWarnings("NullAway") // the constructor put one for each
    private Map<String, Sanction> of(Sanction.Kind kind) {
        return bySubject.get(kind);
    }
}
