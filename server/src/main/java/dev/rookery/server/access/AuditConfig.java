package dev.rookery.server.access;

import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Settings;
import dev.rookery.server.config.Unit;

/// How much of the audit log is kept.
public record AuditConfig(
        @Setting(
                        value = "10MiB",
                        min = 1024,
                        max = 1e9,
                        unit = Unit.BYTES,
                        doc = "Size of audit.jsonl, after which it is put aside as audit.jsonl.1 and a new one begun.")
                int maxBytes,
        @Setting(value = "5", min = 1, max = 1000, doc = "Files put aside; the oldest is deleted.") int files) {
    /// What a server uses unless told otherwise.
    public static final AuditConfig DEFAULT = Settings.defaults(AuditConfig.class);
}
