package dev.rookery.protocol.delta;

import java.util.Arrays;

/// The numbered contexts of one schema, in three series: bits, unsigned and signed numbers. A context gathers values
/// that are alike; the bit packer keeps an exp-Golomb order for each. Built once with the codec, then only read.
final class Contexts {
    private int bitCount;
    private byte[] unsignedOrders = new byte[0];
    private byte[] signedOrders = new byte[0];

    /// `count` new bit contexts; the first one's number.
    int bits(int count) {
        int first = bitCount;
        bitCount += count;
        return first;
    }

    int unsigned(int order) {
        unsignedOrders = Arrays.copyOf(unsignedOrders, unsignedOrders.length + 1);
        unsignedOrders[unsignedOrders.length - 1] = (byte) order;
        return unsignedOrders.length - 1;
    }

    int signed(int order) {
        signedOrders = Arrays.copyOf(signedOrders, signedOrders.length + 1);
        signedOrders[signedOrders.length - 1] = (byte) order;
        return signedOrders.length - 1;
    }

    byte[] unsignedOrders() {
        return unsignedOrders;
    }

    byte[] signedOrders() {
        return signedOrders;
    }
}
