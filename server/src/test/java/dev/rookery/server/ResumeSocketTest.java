package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static dev.rookery.testing.DecodingPlayer.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.metrics.Counter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.TestGame;
import dev.rookery.server.session.ChatLimits;
import dev.rookery.server.session.SessionLimits;
import dev.rookery.testing.BothTransports;
import dev.rookery.testing.DecodingPlayer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody whose connection is lost, comes back, and has missed nothing that was said.
@BothTransports
final class ResumeSocketTest {
    private static final SessionLimits TALKATIVE = SessionLimits.DEFAULT.chatting(new ChatLimits(1000, 1000, 200, 0, true));

    private final GameBinding<?> game = GameBinding.bind(TestGame.TYPE);
    private final ServerUnderTest server = new ServerUnderTest(RoomLimits.DEFAULT, TALKATIVE);
    private final List<DecodingPlayer> players = new ArrayList<>();
    private DecodingPlayer bob;

    @BeforeEach
    void somebodyElseIsThere() {
        bob = open(DecodingPlayer.joinMessage("test", "Bob"));
        bob.hear("welcome");
    }

    @AfterEach
    void stop() {
        players.forEach(DecodingPlayer::close);
        server.close();
    }

    @Test
    void whatWasSaidBeforeAndAfterTheLossComesInOrderAndOnce() {
        DecodingPlayer ada = open(DecodingPlayer.joinMessage("test", "Ada"));
        String token = field("token", ada.hear("welcome"));
        say(1, 3);
        ada.hear("line 3");
        int heard = ada.linesHeard();
        say(4, 6); // written to her socket, and never read
        ada.reset();
        await("the loss is noticed", () -> server.server().connectedSessions() == 1);
        say(7, 9);
        bob.hear("line 9");

        DecodingPlayer again = open(resume(token, heard));
        again.hear("\"resumed\":true");
        say(10, 10);
        assertEquals(lines(4, 10), chats(again, 10));
    }

    @Test
    void whoDoesNotCountIsToldWhatWasNotYetWritten() {
        DecodingPlayer ada = open(DecodingPlayer.joinMessage("test", "Ada"));
        String token = field("token", ada.hear("welcome"));
        say(1, 3);
        ada.hear("line 3");
        ada.reset();
        await("the loss is noticed", () -> server.server().connectedSessions() == 1);
        say(4, 6);
        bob.hear("line 6");
        DecodingPlayer again = open("{\"type\":\"resume\",\"token\":\"" + token + "\"}");
        again.hear("\"resumed\":true");
        assertEquals(lines(4, 6), chats(again, 6));
    }

    @Test
    void aSecondTabTakesOverWithTheLinesThatTheFirstDidNotRead() {
        DecodingPlayer first = open(DecodingPlayer.joinMessage("test", "Ada"));
        String token = field("token", first.hear("welcome"));
        say(1, 2);
        first.hear("line 2");
        say(3, 4);
        bob.hear("line 4");
        DecodingPlayer second = open(resume(token, first.linesHeard()));
        second.hear("\"resumed\":true");
        say(5, 5);
        assertEquals(lines(3, 5), chats(second, 5));
        assertTrue(first.hear("error").contains("replaced"));
        assertEquals(4007, first.readToTheEnd());
        assertEquals(2, server.server().connectedSessions());
    }

    /// The answer to a resume gets lost, and with it the new token; whatever was in it comes again.
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aWelcomeThatIsLostCostsNeitherSeatNorLines(int losses) {
        DecodingPlayer ada = open(DecodingPlayer.joinMessage("test", "Ada"));
        String token = field("token", ada.hear("welcome"));
        say(1, 1);
        ada.hear("line 1");
        say(2, 2);
        bob.hear("line 2");
        ada.reset();
        for (int i = 0; i < losses; i++) {
            DecodingPlayer unlucky = open(resume(token, ada.linesHeard()));
            long resumes = i + 1L;
            await("it is welcomed", () -> server.server().counters().value(Counter.RESUMES) == resumes);
            unlucky.reset();
            await("it is lost too", () -> server.server().connectedSessions() == 1);
        }
        DecodingPlayer again = open(resume(token, ada.linesHeard()));
        assertTrue(again.hear("welcome").contains("\"resumed\":true"));
        say(3, 3);
        assertEquals(lines(2, 3), chats(again, 3));
    }

    @Test
    void everyUseChangesTheTokenAndOnlyTheNewestIsGoodOnceItArrived() {
        DecodingPlayer ada = open(DecodingPlayer.joinMessage("test", "Ada"));
        String first = field("token", ada.hear("welcome"));
        DecodingPlayer second = open(resume(first, 0));
        String lost = field("token", second.hear("welcome"));
        DecodingPlayer third = open(resume(first, 0));
        String newest = field("token", third.hear("welcome"));
        assertNotEquals(first, lost);
        assertNotEquals(lost, newest);
        third.say("{\"type\":\"chat\",\"text\":\"here\"}"); // the welcome has arrived
        third.hear("here");
        for (String old : List.of(first, lost)) {
            DecodingPlayer thief = open(resume(old, 0));
            assertTrue(thief.hear("error").contains("seat_gone"));
            assertEquals(4006, thief.readToTheEnd());
        }
        assertTrue(open(resume(newest, 0)).hear("welcome").contains("\"resumed\":true"));
    }

    @Test
    void aResumedClientShowsTheSameStateAsBefore() {
        DecodingPlayer ada = open(DecodingPlayer.joinMessage("test", "Ada"));
        String welcome = ada.hear("welcome");
        while (ada.deltas() < 5) {
            ada.read();
        }
        ada.finish();
        DecodingPlayer again = open(resume(field("token", welcome), 0));
        assertEquals(field("room", welcome), field("room", again.hear("welcome")));
        while (again.deltas() < 40) { // more than a second: a hash was compared
            again.read();
        }
        assertNull(again.fault());
        assertEquals(1, again.keyframes());
        assertEquals(2, again.rows().live());
    }

    private DecodingPlayer open(String firstMessage) {
        DecodingPlayer player = DecodingPlayer.open(server.port(), game, 0, firstMessage);
        players.add(player);
        return player;
    }

    private static String resume(String token, int heard) {
        return "{\"type\":\"resume\",\"token\":\"" + token + "\",\"heard\":" + heard + "}";
    }

    private void say(int from, int to) {
        for (int line = from; line <= to; line++) {
            bob.say("{\"type\":\"chat\",\"text\":\"line " + line + "\"}");
        }
    }

    /// The chat lines that come, up to a certain one.
    private static List<String> chats(DecodingPlayer player, int last) {
        List<String> chats = new ArrayList<>();
        do {
            chats.add(field("text", player.hear("\"chat\"")));
        } while (!chats.getLast().equals("line " + last));
        return chats;
    }

    private static List<String> lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(line -> "line " + line).toList();
    }
}
