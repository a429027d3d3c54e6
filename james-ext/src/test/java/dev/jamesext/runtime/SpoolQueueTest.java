package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SpoolQueueTest {

    @Test
    void knowsTheQueueThatIgnoresDelays() {
        assertThat(SpoolQueue.keepsBack(RabbitMQMailQueue.class)).isFalse();
        assertThat(SpoolQueue.keepsBack(MemoryCacheableMailQueue.class)).isTrue();
    }

    /** Named as James names it; its artifact is on the class path of the distributed server alone. */
    private static final class RabbitMQMailQueue {}

    private static final class MemoryCacheableMailQueue {}
}
