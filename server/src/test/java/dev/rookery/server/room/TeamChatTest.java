package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.testing.RoomHarness;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who reads what, with a spy in the other team who would notice a single line too many.
final class TeamChatTest {
    private final RoomHarness<TestGame.Keys> harness = RoomHarness.of(TestGame.TYPE).start();

    @Test
    void aLineToTheTeamReachesTheTeamAndNobodyElse() {
        var ada = seated("Ada", 1);
        var bob = seated("Bob", 1);
        var spy = seated("Spy", 2);
        var lonely = seated("Lonely", 0);
        ada.sayToTeam("flank left");
        harness.tick();
        String line = "{\"type\":\"chat\",\"seat\":0,\"name\":\"Ada\",\"text\":\"flank left\",\"team\":true}";
        assertEquals(List.of(line), chats(ada));
        assertEquals(List.of(line), chats(bob));
        assertEquals(List.of(), chats(spy));
        assertEquals(List.of(), chats(lonely));
        assertTrue(spy.link().told().stream().noneMatch(told -> told.contains("flank")));
    }

    @Test
    void whoeverChangesSidesReadsTheNewTeamOnlyFromThatTickOn() {
        var ada = seated("Ada", 1);
        var turncoat = seated("Turncoat", 1);
        turncoat.player().joinTeam(2);
        ada.sayToTeam("he is gone");
        turncoat.sayToTeam("hello, friends");
        harness.tick();
        assertEquals(1, chats(ada).size());
        assertEquals(1, chats(turncoat).size());
        assertTrue(chats(turncoat).getFirst().contains("hello, friends"));
    }

    @Test
    void aNewcomerInTheSeatOfSomebodyWhoLeftIsInNoTeam() {
        var ada = seated("Ada", 1);
        seated("Bob", 1).leave();
        var carol = harness.join("Carol");
        ada.sayToTeam("still with me?");
        harness.tick();
        assertEquals(List.of(), chats(carol));
    }

    @Test
    void whoeverIsInNoTeamIsToldThatNobodyCanReadIt() {
        var ada = harness.join("Ada");
        var bob = harness.join("Bob");
        ada.sayToTeam("anybody?");
        harness.tick();
        assertEquals(List.of(), chats(ada));
        assertEquals(List.of(), chats(bob));
        assertTrue(ada.link().told().stream().anyMatch(told -> told.contains("\"no_team\"")));
    }

    @Test
    void aTeamIsANumberOfAByte() {
        var ada = harness.join("Ada");
        assertThrows(IllegalArgumentException.class, () -> ada.player().joinTeam(256));
        assertThrows(IllegalArgumentException.class, () -> ada.player().joinTeam(-1));
        ada.player().joinTeam(255);
        assertEquals(255, ada.player().team());
    }

    @Test
    void aJoinStormIsToldTheSameBytesOfWhatWasSaidBefore() {
        RecentLines lines = new RecentLines(new ControlCodec());
        lines.add((PlayerSlot) seated("Ada", 1).player(), "hello", 0);
        List<byte[]> heard = new ArrayList<>();
        PlayerLink newcomer = (PlayerLink) Proxy.newProxyInstance(
                PlayerLink.class.getClassLoader(), new Class<?>[] {PlayerLink.class}, (_, _, arguments) -> {
                    heard.add((byte[]) arguments[0]);
                    return null;
                });
        lines.tell(newcomer, 1);
        lines.tell(newcomer, 2);
        assertEquals(2, heard.size());
        assertSame(heard.getFirst(), heard.getLast());
    }

    @Test
    void newcomersReadWhatWasLastSaidToTheRoomAndNothingOfAnyTeam() {
        var ada = seated("Ada", 1);
        ada.sayToTeam("secret plan");
        for (int i = 0; i < RecentLines.MOST_LINES + 3; i++) {
            ada.say("line " + i);
        }
        harness.tick(2);
        var late = seated("Late", 1);
        List<String> heard = chats(late);
        assertEquals(RecentLines.MOST_LINES, heard.size());
        assertTrue(heard.getFirst().contains("\"line 3\",\"past\":true"), heard.getFirst());
        assertTrue(heard.stream().noneMatch(line -> line.contains("secret")));
    }

    @Test
    void whatWasSaidLongAgoIsForgotten() {
        harness.join("Ada").say("long ago");
        harness.tick(Math.toIntExact(RecentLines.OLDEST_NANOS * 30 / 1_000_000_000L) + 30);
        assertEquals(List.of(), chats(harness.join("Late")));
    }

    @Test
    void theWordsOfWhoeverIsPutOutGoWithThem() {
        var ada = harness.join("Ada");
        var mallory = harness.join("Mallory");
        ada.say("good words");
        mallory.say("bad words");
        harness.tick();
        harness.proxy().offer(new RoomCommand.Expel(mallory.link(), CloseCode.KICKED, "Out."));
        harness.tick();
        List<String> heard = chats(harness.join("Late"));
        assertEquals(1, heard.size());
        assertTrue(heard.getFirst().contains("good words"));
    }

    private RoomHarness.Seat<TestGame.Keys> seated(String name, int team) {
        var seat = harness.join(name);
        seat.player().joinTeam(team);
        return seat;
    }

    private static List<String> chats(RoomHarness.Seat<?> seat) {
        return seat.link().told().stream()
                .filter(line -> line.startsWith("{\"type\":\"chat\""))
                .toList();
    }
}
