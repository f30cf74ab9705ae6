package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.TestGame;
import dev.rookery.server.session.SessionLimits;
import dev.rookery.testing.SocketPlayer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BadInputSocketTest {
    private final ServerUnderTest server = new ServerUnderTest();
    private final InputLayout layout = GameBinding.bind(TestGame.TYPE).input().layout();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{",
                "[]",
                "null",
                "{\"type\":\"dance\"}",
                "{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\",\"admin\":true}",
                "{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\",\"look\":NaN}",
                "{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\",\"look\":1.5}",
                "{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\"} {}",
                "{\"type\":\"join\",\"game\":\"test\",\"game\":\"tag\",\"name\":\"Ada\"}",
                "{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\",\"tables\":7}",
                "{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\",\"tables\":[1.5]}",
                "{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\",\"tables\":[99999999999]}",
                "{\"type\":\"chat\",\"text\":\"before the join\"}",
                "{\"type\":\"join\",\"create\":{\"settings\":{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{}}}}}}}}}}"
            })
    void aFirstMessageThatIsNoJoinIsRefused(String message) {
        SocketPlayer player = server.connect();
        player.say(message);
        assertTrue(player.hear("error").contains("bad_join"));
        assertEquals(4022, player.closeCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'join','game':'chess','name':'Ada'} | bad_join | 4022",
                "{'type':'join','name':'Ada'} | bad_join | 4022",
                "{'type':'join','game':'test'} | bad_join | 4022",
                "{'type':'join','game':'test','name':''} | bad_join | 4022",
                "{'type':'join','game':'test','name':'   '} | bad_join | 4022",
                "{'type':'join','game':'test','name':'\\u0000\\u0007\\u202e\\u200b'} | bad_join | 4022",
                "{'type':'join','game':'test','name':'abcdefghijklmnopqrstuvwxyz'} | bad_join | 4022",
                "{'type':'join','game':'test','name':'Ada','look':256} | bad_join | 4022",
                "{'type':'join','game':'test','name':'Ada','look':-1} | bad_join | 4022",
                "{'type':'join','game':'test','name':'Ada','room':'../../etc'} | room_gone | 4004",
                "{'type':'join','game':'test','name':'Ada','room':'AAAAAAAAAAAAAAAAAAAAAA'} | room_gone | 4004",
                "{'type':'join','game':'test','name':'Ada','create':{'settings':{'mode':'mad'}}} | bad_join | 4022",
                "{'type':'join','game':'test','name':'Ada','create':{'settings':{'mode':null}}} | bad_join | 4022",
                "{'type':'join','game':'test','name':'Ada','create':{'settings':{'speed':'9'}}} | bad_join | 4022",
                "{'type':'join','game':'test','name':'Ada','room':'AAAAAAAAAAAAAAAAAAAAAA','create':{}} | bad_join | 4022",
                "{'type':'join','game':'test','name':'Ada','fingerprint':1} | version | 4026",
                "{'type':'join','game':'test','name':'Ada','tables':[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]} | bad_join | 4022",
                "{'type':'resume','token':'guess'} | seat_gone | 4006",
                "{'type':'resume'} | seat_gone | 4006",
            },
            quoteCharacter = '~')
    void aJoinThatCannotBeIsRefusedWithAReason(String message, String code, int closeCode) {
        SocketPlayer player = server.connect();
        player.say(message.replace('\'', '"'));
        assertTrue(player.hear("error").contains("\"" + code + "\""));
        assertEquals(closeCode, player.closeCode());
    }

    @Test
    void bidiTricksAndControlCharactersAreTakenOutOfNames() {
        SocketPlayer player = server.connect();
        player.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\" \\u202eA\\u0000d\\u200ba \\t\\n X \"}");
        assertTrue(player.hear("roster").contains("\"name\":\"Ada X\""));
    }

    @Test
    void silenceInsteadOfAJoinIsNotWaitedFor() {
        try (ServerUnderTest hasty = new ServerUnderTest(RoomLimits.DEFAULT, SessionLimits.DEFAULT.greetingWithin(200))) {
            SocketPlayer player = hasty.connect();
            assertTrue(player.hear("error").contains("greeting_timeout"));
            assertEquals(4018, player.closeCode());
        }
    }

    @Test
    void anInputBeforeTheJoinIsRefused() {
        SocketPlayer player = server.connect();
        player.input(layout, 1, 0, 0, 0, 0);
        assertEquals(4022, player.closeCode());
    }

    @Test
    void anOversizeMessageClosesTheConnectionAndKeepsTheSeat() {
        SocketPlayer player = server.join("Ada");
        player.hear("welcome");
        player.say("{\"type\":\"chat\",\"text\":\"" + "x".repeat(5000) + "\"}");
        assertEquals(1009, player.closeCode());
    }

    @Test
    void anOversizeFirstMessageIsRefused() {
        SocketPlayer player = server.connect();
        player.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"" + "x".repeat(600) + "\"}");
        assertEquals(1009, player.closeCode());
    }

    @Test
    void threeMessagesThatMakeNoSenseAreTooMany() {
        SocketPlayer player = server.join("Ada");
        player.hear("welcome");
        player.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"again\"}");
        player.say("what?");
        player.send(new byte[] {1, 2, 3});
        assertTrue(player.hear("error").contains("unsupported"));
        assertEquals(1003, player.closeCode());
        assertEquals(3, server.server().counters().value(Counter.MESSAGES_MALFORMED));
    }

    /// NaN and infinities cannot be written down as input: only whole steps inside the range exist on the wire.
    @Test
    void anInputOutOfItsRangeNeverReachesTheGame() {
        SocketPlayer player = server.join("Ada");
        player.hear("welcome");
        player.input(layout, 1, 3, 0, 0, 0); // dx has three values, 0 to 2
        player.input(layout, 2, 0, 0, 7, 0); // there are seven wishes
        ServerUnderTest.await(
                "both are counted", () -> server.server().counters().value(Counter.MESSAGES_MALFORMED) == 2);
        player.snapshot();
    }

    @Test
    void inputsFromThePastChangeNothing() {
        SocketPlayer player = server.join("Ada");
        player.hear("welcome");
        player.input(layout, 1000, 2, 0, 0, 0);
        player.input(layout, 5, 0, 0, 0, 0);
        ServerUnderTest.await(
                "the old one is dropped",
                () -> server.server().counters().value(Counter.INPUTS_DROPPED_DUPLICATE) == 1);
    }

    @Test
    void anInputFloodIsCutDownToTheRate() {
        SocketPlayer player = server.join("Ada");
        player.hear("welcome");
        for (int i = 1; i <= 500; i++) {
            player.input(layout, i, 1, 0, 0, 0);
        }
        ServerUnderTest.await(
                "inputs beyond the rate are dropped",
                () -> server.server().counters().value(Counter.INPUTS_DROPPED_RATE) > 100);
        player.snapshot();
    }

    @Test
    void arbitraryBytesEndInACloseCodeAndNothingElse() {
        long seed = Long.getLong("seed", 20_261_121L);
        SplittableRandom random = new SplittableRandom(seed);
        SocketPlayer witness = server.join("Witness");
        witness.hear("welcome");
        for (int round = 0; round < 40; round++) {
            SocketPlayer player = server.join("Ada");
            player.hear("welcome");
            for (int i = 0; i < 3; i++) {
                byte[] noise = new byte[random.nextInt(1, 200)];
                random.nextBytes(noise);
                noise[0] = random.nextBoolean() ? 1 : noise[0];
                player.send(noise);
            }
            int code = player.closeCode();
            assertEquals(1003, code, () -> "seed=" + seed);
            player.close();
        }
        witness.snapshot();
        assertEquals(0, server.server().counters().value(Counter.ROOM_FAILURES));
    }

    @Test
    void aGameThatThrowsEndsItsRoomWithAReason() {
        SocketPlayer ada = server.join("Ada");
        ada.hear("welcome");
        ada.input(layout, 1, 1, 0, TestGame.Wish.THROW.ordinal(), 0);
        assertTrue(ada.hear("error").contains("room_failed"));
        assertEquals(4010, ada.closeCode());
        ServerUnderTest.await("the room is gone", () -> server.server().openRooms() == 0);
        server.join("Bob").hear("welcome");
    }
}
