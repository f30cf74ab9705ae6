package dev.rookery.bench.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What whoever runs a scenario has chosen.
///
/// @param wantsPinning server and generator each on a core of their own
/// @param warmUpSeconds of play before anything is measured; null until the server has compiled what it will
/// @param givenJvmOptions in place of the scenario's own; empty for those
/// @param givenSettings of the server, as `--name=value`, in addition to what it is given anyway
public record RunTerms(
        boolean wantsPinning,
        @Nullable Integer warmUpSeconds,
        int seconds,
        List<String> givenJvmOptions,
        List<String> givenSettings) {
    public RunTerms {
        givenJvmOptions = List.copyOf(givenJvmOptions);
        givenSettings = List.copyOf(givenSettings);
    }

    /// Pins this process, if that is wanted.
    Pinning pin() {
        return wantsPinning ? Pinning.begin() : Pinning.none();
    }

    List<String> jvmOptions(List<String> otherwise) {
        return givenJvmOptions.isEmpty() ? otherwise : givenJvmOptions;
    }
}
