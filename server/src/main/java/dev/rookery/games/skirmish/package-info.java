/// The flagship game: ships with inertia in a walled world, bolts, a rail, pick-ups, rounds, and bots that fill the
/// room. Everything in here belongs to the room's thread and depends on [dev.rookery.game] alone.
///
/// [Skirmish] is the way in. What travels: [Ship], [Bolt], [PickUp], [Pilot], [Wall], [Match], and the events [Hit],
/// [Kill], [RailFired], [PickedUp], [Dashed], [RoundStarted], [RoundEnded]. What a browser predicts is [ShipRules], which
/// has a twin in TypeScript.
@NullMarked
package dev.rookery.games.skirmish;

import org.jspecify.annotations.NullMarked;
