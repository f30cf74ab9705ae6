package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.match.RoomWish;
import dev.rookery.server.match.Waiter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomProxy;

/// A join that stands in line for a seat. Called by the queue's thread.
final class QueuedJoin implements Waiter {
    private final JoinRequest join;
    private final FrontDesk desk;

    QueuedJoin(JoinRequest join, FrontDesk desk) {
        this.join = join;
        this.desk = desk;
    }

    JoinRequest join() {
        return join;
    }

    @Override
    public GameBinding<?> game() {
        return join.game();
    }

    @Override
    public RoomWish wish() {
        return join.wish();
    }

    @Override
    public Object party() {
        return join.network();
    }

    @Override
    public boolean mayOpen() {
        return desk.mayOpenRoom(join);
    }

    @Override
    public boolean admit(RoomProxy room) {
        return desk.seatAfterWaiting(this, room);
    }

    @Override
    public void end(CloseCode code, String message) {
        desk.refuseAfterWaiting(join, code, message);
    }

    @Override
    public void tell(int place, int waiting) {
        join.connection().tellPlace(place, waiting);
    }
}
