package dev.rookery.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class NodeProgramTest {
    @Test
    void aProgramThatIsNotThereIsAReasonAndNoFault() {
        NotMeasuredException reason =
                assertThrows(NotMeasuredException.class, () -> NodeProgram.in("bench/peers/nobody"));
        assertEquals("there is no bench/peers/nobody beside the bench's jar", reason.getMessage());
    }
}
