package dev.rookery.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.testing.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the server keeps on disk: the token, bans, the audit log.
final class KeptFilesTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123Z");
    private static final Network ADA = Network.of(InetAddress.ofLiteral("203.0.113.7"));

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(NOW);
    private final SplittableRandom random = new SplittableRandom(7);
    private final Counters counters = new Counters();

    @Test
    void theAdminsTokenIsDrawnOnceAnnouncedOnceAndReadableByItsUserOnly() throws IOException {
        DataDirectory directory = directory();
        String announced = String.valueOf(AdminToken.of("", directory, random).announcement());
        Path file = folder.resolve("data/admin.token");
        String token = Files.readString(file).strip();
        assertEquals(43, token.length());
        assertTrue(announced.startsWith(token + "  (kept in "), announced);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data"))));
        AdminToken again = AdminToken.of("", directory, random);
        assertNull(again.announcement());
        assertTrue(again.matches(token));
        assertFalse(again.matches(token.substring(1)) || again.matches("") || again.matches(token + " "));
    }

    @Test
    void aTokenFromTheSettingsIsNotWrittenDown() {
        AdminToken token = AdminToken.of("a-token-of-at-least-20", directory(), random);
        assertTrue(token.matches("a-token-of-at-least-20"));
        assertNull(token.announcement());
        assertFalse(Files.exists(folder.resolve("data")));
        assertThrows(IllegalArgumentException.class, () -> AdminToken.of("guessable", directory(), random));
    }

    @Test
    void bansOutliveARestartAndEndByThemselves() throws IOException {
        SanctionList list = new SanctionList(directory(), clock);
        list.add(ban("player:31", 60));
        list.add(ban("address:abc", 3600));
        SanctionList restarted = new SanctionList(directory(), clock);
        assertEquals(list.all(), restarted.all());
        assertEquals(2, restarted.all().size());
        clock.advanceSeconds(61);
        assertNull(restarted.find(Sanction.Kind.BAN, "player:31"));
        assertNotNull(restarted.find(Sanction.Kind.BAN, "address:abc"));
        assertTrue(restarted.remove(Sanction.Kind.BAN, "address:abc"));
        assertFalse(restarted.remove(Sanction.Kind.BAN, "address:abc"));
        assertEquals(List.of(), new SanctionList(directory(), clock).all());
    }

    @Test
    void aListThatCannotBeReadStopsTheStart() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        for (String broken : new String[] {"", "{", "[]", "{\"sanctions\":[{\"kind\":\"BAN\"}]}", "{\"sanctions\":null}"}) {
            Files.writeString(folder.resolve("data/sanctions.json"), broken);
            String problem = String.valueOf(assertThrows(
                            IllegalArgumentException.class, () -> new SanctionList(directory(), clock))
                    .getMessage());
            assertTrue(problem.contains("sanctions.json"), problem);
        }
    }

    @Test
    void theListIsBoundedAndWhatHasEndedMakesWay() throws IOException {
        SanctionList list = new SanctionList(new DataDirectory(""), clock);
        for (int i = 0; i < SanctionList.MAX_OF_A_KIND; i++) {
            assertTrue(list.add(ban("player:" + i, 60 + i % 2)));
        }
        assertFalse(list.add(ban("player:more", 60)));
        assertTrue(list.add(ban("player:5", 90)));
        clock.advanceSeconds(60);
        assertTrue(list.add(ban("player:more", 60)));
    }

    @Test
    void anAuditLineIsOneJsonObjectInItsFixedForm() throws IOException {
        try (AuditLog audit = audit(directory())) {
            audit.write(new AuditEvent(AuditEvent.Type.KICK, "admin", null, "player:31", "r-4kq", "abuse \"quoted\"\n", true));
            audit.write(new AuditEvent(AuditEvent.Type.TICKET_REFUSE, "player", ADA, null, null, "expired", false));
        }
        List<String> lines = Files.readAllLines(folder.resolve("data/audit.jsonl"));
        assertEquals(
                "{\"ts\":\"2026-01-31T12:00:00.123Z\",\"ev\":\"kick\",\"actor\":\"admin\",\"target\":\"player:31\","
                        + "\"room\":\"r-4kq\",\"reason\":\"abuse \\\"quoted\\\"\\n\",\"req\":\"1\",\"ok\":true,\"node\":\"n1\"}",
                lines.get(0));
        assertTrue(
                lines.get(1).matches("\\{\"ts\":\"[^\"]+\",\"ev\":\"ticket.refuse\",\"actor\":\"player\",\"ip\":\"h:[\\w-]{8}\","
                        + "\"reason\":\"expired\",\"req\":\"2\",\"ok\":false,\"node\":\"n1\"}"),
                lines.get(1));
        assertEquals(2, lines.size());
    }

    @Test
    void theAuditLogIsOnlyAppendedToAndMayBeMovedAway() throws IOException {
        for (int run = 0; run < 2; run++) {
            try (AuditLog audit = audit(directory())) {
                audit.write(new AuditEvent(AuditEvent.Type.DRAIN, "admin", null, null, null, null, true));
            }
        }
        assertEquals(2, Files.readAllLines(folder.resolve("data/audit.jsonl")).size());
        Files.move(folder.resolve("data/audit.jsonl"), folder.resolve("data/old"));
        try (AuditLog audit = audit(directory())) {
            audit.write(new AuditEvent(AuditEvent.Type.DRAIN, "admin", null, null, null, null, true));
        }
        assertEquals(1, Files.readAllLines(folder.resolve("data/audit.jsonl")).size());
    }

    @Test
    void aLargeAuditLogIsPutAsideAndTheOldestGoes() throws IOException {
        for (int run = 0; run < 6; run++) {
            try (AuditLog audit = audit(directory(), new AuditConfig(1024, 2))) {
                for (int i = 0; i < 12; i++) { // of some 100 bytes each, written as one batch or several
                    audit.write(new AuditEvent(AuditEvent.Type.KICK, "admin", null, "player:" + run, null, null, true));
                }
            }
        }
        Path data = folder.resolve("data");
        for (String file : new String[] {"audit.jsonl", "audit.jsonl.1", "audit.jsonl.2"}) {
            assertTrue(Files.exists(data.resolve(file)), file);
        }
        assertFalse(Files.exists(data.resolve("audit.jsonl.3")));
        assertTrue(Files.readString(data.resolve("audit.jsonl")).contains("player:5"));
        assertTrue(Files.size(data.resolve("audit.jsonl.1")) >= 1024);
    }

    @Test
    void aDiskThatRefusesCostsLinesAndNothingElse() throws IOException {
        Files.writeString(folder.resolve("data"), "a file where the directory should be");
        try (AuditLog audit = audit(directory())) {
            for (int i = 0; i < 100; i++) {
                audit.write(new AuditEvent(AuditEvent.Type.KICK, "admin", null, "player:" + i, null, null, true));
            }
        }
        assertEquals(100, counters.value(Counter.AUDIT_DROPPED));
    }

    @Test
    void anAddressIsWrittenAsAHashThatChangesEveryDayInLogsAndStaysInBans() {
        AddressHash addresses = AddressHash.of(directory(), random, clock);
        String today = addresses.forLog(ADA);
        assertEquals(today, addresses.forLog(ADA));
        assertNotEquals(today, addresses.forLog(Network.of(InetAddress.ofLiteral("203.0.113.8"))));
        String ban = addresses.forBan(ADA);
        clock.advanceSeconds(86_400);
        assertNotEquals(today, addresses.forLog(ADA));
        assertEquals(ban, addresses.forBan(ADA));
        assertEquals(ban, AddressHash.of(directory(), random, clock).forBan(ADA));
        assertNotEquals(today, AddressHash.of(directory(), random, clock).forLog(ADA));
        assertFalse(today.contains("203") || ban.contains("203.0.113"));
    }

    private DataDirectory directory() {
        return new DataDirectory(folder.resolve("data").toString());
    }

    private AuditLog audit(DataDirectory directory) {
        return audit(directory, AuditConfig.DEFAULT);
    }

    private AuditLog audit(DataDirectory directory, AuditConfig config) {
        return new AuditLog(directory, config, AddressHash.of(new DataDirectory(""), random, clock), clock, "n1", counters);
    }

    private Sanction ban(String subject, int seconds) {
        return new Sanction(Sanction.Kind.BAN, subject, clock.instant(), clock.instant().plusSeconds(seconds), "abuse");
    }
}
