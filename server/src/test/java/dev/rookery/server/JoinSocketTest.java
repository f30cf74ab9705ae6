package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.wire.MessageType;
import dev.rookery.server.metrics.Counter;
import dev.rookery.testing.SocketPlayer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JoinSocketTest {
    private final ServerUnderTest server = new ServerUnderTest();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aJoinIsAnsweredByWelcomeRosterAndSnapshots() {
        SocketPlayer ada = server.join("Ada");
        String welcome = ada.hear("welcome");
        assertTrue(welcome.contains("\"seat\":0") && welcome.contains("\"schema\":{\"game\":\"test\""), welcome);
        assertTrue(ada.hear("roster").contains("Ada"));
        byte[] keyframe = ada.snapshot();
        assertEquals(MessageType.SNAPSHOT, keyframe[0]);
        ada.snapshot();
    }

    @Test
    void twoWhoJoinMeetInOneRoom() {
        String first = server.join("Ada").hear("welcome");
        String second = server.join("Bob").hear("welcome");
        assertEquals(field("room", first), field("room", second));
        assertTrue(second.contains("\"seat\":1"));
    }

    @Test
    void aPrivateRoomIsEnteredByItsIdOnly() {
        SocketPlayer ada = server.connect();
        ada.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\",\"create\":{\"private\":true,\"settings\":{\"mode\":\"wild\"}}}");
        String welcome = ada.hear("welcome");
        String room = field("room", welcome);
        assertTrue(welcome.contains("\"mode\":\"wild\""), welcome);
        assertNotEquals(room, field("room", server.join("Stranger").hear("welcome")));
        SocketPlayer friend = server.connect();
        friend.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Friend\",\"room\":\"" + room + "\"}");
        assertEquals(room, field("room", friend.hear("welcome")));
    }

    @Test
    void aRoomIsNeverOversold() {
        String room = field("room", server.join("one").hear("welcome"));
        for (String name : new String[] {"two", "three", "four"}) {
            assertEquals(room, field("room", server.join(name).hear("welcome")));
        }
        SocketPlayer fifth = server.connect();
        fifth.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"five\",\"room\":\"" + room + "\"}");
        assertTrue(fifth.hear("error").contains("room_full"));
        assertEquals(4014, fifth.closeCode());
        assertNotEquals(room, field("room", server.join("six").hear("welcome")));
    }

    @Test
    void chatReachesEverybodyWithItsAuthor() {
        SocketPlayer ada = server.join("Ada");
        ada.hear("welcome");
        SocketPlayer bob = server.join("Bob");
        bob.hear("welcome");
        bob.say("{\"type\":\"chat\",\"text\":\"hello <b>you</b>\"}");
        String said = ada.hear("\"chat\"");
        assertTrue(said.contains("hello <b>you</b>") && said.contains("\"name\":\"Bob\""), said);
    }

    @Test
    void aLineToNobodyKnownIsMalformedAndReachesNobody() {
        SocketPlayer ada = server.join("Ada");
        ada.hear("welcome");
        for (String to : new String[] {"\"everybody\"", "\"TEAM\""}) {
            ada.say("{\"type\":\"chat\",\"text\":\"psst\",\"to\":" + to + "}");
        }
        ada.say("{\"type\":\"chat\",\"text\":\"aloud\",\"to\":\"room\"}");
        assertTrue(ada.hear("\"chat\"").contains("aloud"));
        assertEquals(2, server.server().counters().value(Counter.MESSAGES_MALFORMED));
    }

    @Test
    void whoeverChatsTooFastIsToldAndNotHeard() {
        SocketPlayer ada = server.join("Ada");
        ada.hear("welcome");
        for (int i = 0; i < 7; i++) {
            ada.say("{\"type\":\"chat\",\"text\":\"line " + i + "\"}");
        }
        assertTrue(ada.hear("notice").contains("You are writing too fast: wait 1 s."));
        assertTrue(server.server().counters().value(Counter.CHATS_DROPPED) >= 1);
    }

    @Test
    void aLostConnectionComesBackToItsSeat() {
        SocketPlayer ada = server.join("Ada");
        String token = field("token", ada.hear("welcome"));
        ada.snapshot();
        ada.vanish();
        ServerUnderTest.await("the server notices", () -> server.server().connectedSessions() == 0);
        SocketPlayer again = server.connect();
        again.say("{\"type\":\"resume\",\"token\":\"" + token + "\"}");
        String welcome = again.hear("welcome");
        assertTrue(welcome.contains("\"resumed\":true") && welcome.contains("\"seat\":0"), welcome);
        again.snapshot();
        assertEquals(1, server.server().connectedSessions());
    }

    @Test
    void aTokenIsGoodOnceTheNewOneHasArrived() {
        SocketPlayer ada = server.join("Ada");
        String token = field("token", ada.hear("welcome"));
        SocketPlayer second = server.connect();
        second.say("{\"type\":\"resume\",\"token\":\"" + token + "\"}");
        second.hear("welcome");
        assertTrue(ada.hear("error").contains("replaced"));
        assertEquals(4007, ada.closeCode());
        second.say("{\"type\":\"chat\",\"text\":\"here\"}"); // proves that the welcome arrived
        second.hear("here");
        SocketPlayer thief = server.connect();
        thief.say("{\"type\":\"resume\",\"token\":\"" + token + "\"}");
        assertTrue(thief.hear("error").contains("seat_gone"));
        assertEquals(4006, thief.closeCode());
    }

    @Test
    void aLostWelcomeDoesNotCostTheSeat() {
        SocketPlayer ada = server.join("Ada");
        String token = field("token", ada.hear("welcome"));
        SocketPlayer lost = server.connect();
        lost.say("{\"type\":\"resume\",\"token\":\"" + token + "\"}");
        lost.vanish();
        SocketPlayer again = server.connect();
        again.say("{\"type\":\"resume\",\"token\":\"" + token + "\"}");
        assertTrue(again.hear("welcome").contains("\"seat\":0"));
    }

    @Test
    void aCleanLeaveFreesTheSeatAtOnce() {
        SocketPlayer ada = server.join("Ada");
        ada.hear("welcome");
        SocketPlayer bob = server.join("Bob");
        bob.hear("welcome");
        ada.hear("Bob");
        bob.leave(1000);
        assertTrue(ada.hear("\"left\":[1]").contains("roster"));
    }

    @Test
    void whoeverLeavesIsClosedWithoutAnError() {
        SocketPlayer ada = server.join("Ada");
        ada.hear("welcome");
        ada.say("{\"type\":\"leave\"}");
        assertEquals(1000, ada.closeCode());
        assertFalse(ada.heard("error"));
        ServerUnderTest.await("the session is gone", () -> server.server().connectedSessions() == 0);
    }

    @Test
    void aPausedClientIsSentNothingUntilItWantsAKeyframe() {
        SocketPlayer ada = server.join("Ada");
        ada.hear("welcome");
        ada.snapshot();
        SocketPlayer bob = server.join("Bob");
        bob.hear("welcome");
        ada.say("{\"type\":\"pause\"}");
        ada.say("{\"type\":\"chat\",\"text\":\"paused\"}");
        ada.hear("paused");
        while (ada.snapshotsWaiting() > 0) {
            ada.snapshot();
        }
        for (int i = 0; i < 10; i++) {
            bob.snapshot();
        }
        assertEquals(0, ada.snapshotsWaiting());
        ada.say("{\"type\":\"unpause\"}");
        byte[] first = ada.snapshot();
        assertTrue(isKeyframe(first), "the first snapshot after a pause is a keyframe");
    }

    /// With no input sent and no events the private header of a keyframe is type, flags and the owner block.
    private static boolean isKeyframe(byte[] message) {
        int at = 2;
        if ((message[1] & 4) != 0) {
            at += 1 + message[at];
        }
        return (message[at] & 1) != 0;
    }

    @Test
    void stoppingTheServerTellsEverybodyToComeBack() {
        SocketPlayer ada = server.join("Ada");
        ada.hear("welcome");
        server.server().close();
        assertEquals(1012, ada.closeCode());
    }

    private static String field(String name, String json) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        assertTrue(matcher.find(), () -> "no " + name + " in " + json);
        return matcher.group(1);
    }
}
