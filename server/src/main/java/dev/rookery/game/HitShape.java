package dev.rookery.game;

/// The part of an entity that shots meet, around its place.
public sealed interface HitShape {
    /// @param radius in world units, > 0
    record Circle(double radius) implements HitShape {
        @Override
        public double distance(Shot shot, double x, double y) {
            double dx = shot.x() - x;
            double dy = shot.y() - y;
            double beyond = dx * dx + dy * dy - radius * radius;
            if (beyond <= 0) {
                return 0;
            }
            double along = dx * shot.directionX() + dy * shot.directionY();
            double root = along * along - beyond;
            return along >= 0 || root < 0 ? Double.POSITIVE_INFINITY : -along - Math.sqrt(root);
        }
    }

    /// With sides along x and y.
    ///
    /// @param halfWidth in world units, > 0
    /// @param halfHeight in world units, > 0
    record Box(double halfWidth, double halfHeight) implements HitShape {
        @Override
        public double distance(Shot shot, double x, double y) {
            double enter = 0;
            double leave = Double.POSITIVE_INFINITY;
            for (int axis = 0; axis < 2; axis++) {
                double from = axis == 0 ? shot.x() - x : shot.y() - y;
                double half = axis == 0 ? halfWidth : halfHeight;
                double direction = axis == 0 ? shot.directionX() : shot.directionY();
                if (direction == 0) {
                    if (Math.abs(from) > half) {
                        return Double.POSITIVE_INFINITY;
                    }
                } else {
                    double one = (-half - from) / direction;
                    double other = (half - from) / direction;
                    enter = Math.max(enter, Math.min(one, other));
                    leave = Math.min(leave, Math.max(one, other));
                }
            }
            return enter <= leave ? enter : Double.POSITIVE_INFINITY;
        }
    }

    /// How far along a shot the shape at this place is met; 0 if the shot begins inside, infinite if it does not meet it.
    double distance(Shot shot, double x, double y);
}
