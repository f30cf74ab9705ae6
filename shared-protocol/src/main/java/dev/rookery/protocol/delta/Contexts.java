package dev.rookery.protocol.delta;

import java.util.ArrayList;
import java.util.List;

/// The numbered contexts of one schema, in four series: bits, unsigned, signed and raw numbers. A context gathers values
/// that are alike. The bit packer keeps an exp-Golomb order for each number, the range coder its probabilities, the
/// profiler its name. Built once with the codec, then only read.
final class Contexts {
    /// Of names, elements and numbers of nodes; raised with every change of them, because the tables of the range coder go
    /// by these. The client has its twin.
    static final int VERSION = 1;

    /// One context: whose values, which syntax element, which one of it. Contexts of different games that have the same
    /// element and index play the same role.
    record Context(String owner, String element, int index, int order) {
        /// As tables have it.
        String name() {
            return owner + ": " + element;
        }
    }

    final List<Context> bits = new ArrayList<>();
    final List<Context> unsigned = new ArrayList<>();
    final List<Context> signed = new ArrayList<>();
    final List<Context> raw = new ArrayList<>();

    /// `count` new contexts; the first one's number.
    int bits(String owner, String element, int count) {
        return added(bits, owner, element, new byte[count]);
    }

    int unsigned(String owner, String element, int order) {
        return added(unsigned, owner, element, new byte[] {(byte) order});
    }

    /// One context for each order.
    int signed(String owner, String element, byte... orders) {
        return added(signed, owner, element, orders);
    }

    int raw(String owner, String element) {
        return added(raw, owner, element, new byte[1]);
    }

    private static int added(List<Context> series, String owner, String element, byte[] orders) {
        int first = series.size();
        for (int i = 0; i < orders.length; i++) {
            series.add(new Context(owner, element, i, orders[i]));
        }
        return first;
    }

    static byte[] orders(List<Context> series) {
        byte[] orders = new byte[series.size()];
        for (int i = 0; i < orders.length; i++) {
            orders[i] = (byte) series.get(i).order;
        }
        return orders;
    }
}
