package dev.rookery.protocol.delta;

/// How the values of a stream become bytes; a choice of the room, told in `welcome`.
public sealed interface BackEnd {
    /// Exp-Golomb numbers: the cheaper one to compute, about a quarter larger.
    record Bits() implements BackEnd {}

    /// A range coder with frozen probabilities.
    record Range(CoderTable table) implements BackEnd {}

    /// As `codec` in `welcome`.
    default String codec() {
        return switch (this) {
            case Bits() -> "bits";
            case Range(CoderTable table) -> "range";
        };
    }
}
