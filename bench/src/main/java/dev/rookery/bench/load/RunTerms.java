package dev.rookery.bench.load;

import java.util.List;

/// What whoever runs a scenario has chosen.
///
/// @param wantsPinning server and generator each on a core of their own
/// @param givenJvmOptions in place of the scenario's own; empty for those
/// @param givenSettings of the server, as `--name=value`, in addition to what it is given anyway
public record RunTerms(
        boolean wantsPinning, int warmUpSeconds, int seconds, List<String> givenJvmOptions, List<String> givenSettings) {
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
